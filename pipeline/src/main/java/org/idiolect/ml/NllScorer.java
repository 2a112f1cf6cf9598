package org.idiolect.ml;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Says how probable each message is: the output column holds {@code nll_nats} (sum of -ln p over
 * its text and end mark), {@code tokens}, {@code words} and {@code bytes}, so that {@code
 * exp(sum(nll_nats) / sum(tokens))} is the perplexity of any group of rows.
 *
 * <p>A message counts as the first one of a conversation; the stage evaluate scores messages with
 * what came before them. Without adapters, and for authors without one, the model as it is scores.
 */
public final class NllScorer extends Transformer
    implements HasModel<NllScorer>,
        HasMessages<NllScorer>,
        HasAdapters<NllScorer>,
        DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;

  public NllScorer() {
    this(Identifiable$.MODULE$.randomUID("NllScorer"));
  }

  /** For {@link #read}: a stage keeps its id. */
  public NllScorer(String uid) {
    this.uid = uid;
    MessageStage.setDefaults(this, MessageStage.SCORED_TOGETHER);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    MessageStage stage = MessageStage.of(this, dataset.schema());
    return stage.transform(dataset, stage.scoring(TaskModel.of(this), output));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return MessageStage.schema(this, schema, ScoreMessages.SCORE);
  }

  @Override
  public NllScorer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what {@code write} has written; {@code Pipeline.load} calls it. */
  public static MLReader<NllScorer> read() {
    return new Reader().read();
  }

  public static NllScorer load(String path) {
    return read().load(path);
  }

  private static final class Reader implements DefaultParamsReadable<NllScorer> {}
}
