package org.idiolect.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * A stage that reads adapters from a table.
 *
 * @param <S> the stage, which the setter returns
 */
public interface HasAdapters<S> extends Params {
  /** Folder of a table {@code adapters}, such as {@code OUT/tables/adapters/run_id=demo}. */
  default Param<String> adapters() {
    return new Param<>(this, "adapters", "folder of a table adapters");
  }

  @SuppressWarnings("unchecked")
  default S setAdapters(String value) {
    return (S) set(adapters(), value);
  }
}
