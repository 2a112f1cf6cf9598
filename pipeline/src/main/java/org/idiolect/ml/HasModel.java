package org.idiolect.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.idiolect.model.Precision;

/**
 * Settings of a stage that computes with a model.
 *
 * @param <S> the stage, which every setter returns
 */
public interface HasModel<S> extends Params {
  /** The only engine there is. */
  String PYTORCH = "PyTorch";

  /** Folder of a GPT-2 in Hugging Face's layout, as a path or a {@code file:} URL. */
  default Param<String> modelUrl() {
    return new Param<>(this, "modelUrl", "folder of a GPT-2 in Hugging Face's layout");
  }

  /** The engine of DJL. */
  default Param<String> engine() {
    return new Param<>(this, "engine", "PyTorch", ParamValidators.inArray(List.of(PYTORCH)));
  }

  /** Rows that are computed together, at least 1. */
  default IntParam batchSize() {
    return new IntParam(this, "batchSize", "rows that are computed together", atLeast(1));
  }

  /** Where tasks compute: {@code cpu}; {@code gpu}, the card that Spark assigns; {@code gpu:N}. */
  default Param<String> device() {
    return new Param<>(this, "device", "cpu, gpu (the card that Spark assigns) or gpu:N");
  }

  /** Element type of the arithmetic: float32 or bfloat16. */
  default Param<String> precision() {
    List<String> names =
        Arrays.stream(Precision.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
    return new Param<>(this, "precision", "float32 or bfloat16", ParamValidators.inArray(names));
  }

  /** Native threads of one task, at least 1: a task a core is what Spark plans. */
  default IntParam threads() {
    return new IntParam(this, "threads", "native threads of one task", atLeast(1));
  }

  default S setModelUrl(String value) {
    return self(set(modelUrl(), value));
  }

  default S setEngine(String value) {
    return self(set(engine(), value));
  }

  default S setBatchSize(int value) {
    return self(set(batchSize(), value));
  }

  default S setDevice(String value) {
    return self(set(device(), value));
  }

  default S setPrecision(String value) {
    return self(set(precision(), value));
  }

  default S setThreads(int value) {
    return self(set(threads(), value));
  }

  private static scala.Function1<Object, Object> atLeast(int least) {
    return ParamValidators.gtEq(least);
  }

  @SuppressWarnings("unchecked")
  private S self(Params stage) {
    return (S) stage;
  }
}
