package org.idiolect.ml;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.generate.GenerateConfig;

/**
 * Answers each message as its author would: the input column is what somebody writes to the author,
 * the output column what the author writes back.
 *
 * <p>Without adapters, and for authors without one, the model as it is answers. A random choice is
 * a function of the seed, the author and the message: equal rows have equal answers.
 *
 * <pre>
 *   new TextGenerator()
 *       .setModelUrl("out/demo/runs/demo/models/shared")
 *       .setAdapters("out/demo/tables/adapters/run_id=demo")
 *       .setInputCol("prompt").setAuthorCol("author_id").setOutputCol("reply")
 *       .transform(prompts)
 * </pre>
 */
public final class TextGenerator extends Transformer
    implements HasModel<TextGenerator>,
        HasMessages<TextGenerator>,
        HasAdapters<TextGenerator>,
        DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;

  public TextGenerator() {
    this(Identifiable$.MODULE$.randomUID("TextGenerator"));
  }

  /** For {@link #read}: a stage keeps its id. */
  public TextGenerator(String uid) {
    this.uid = uid;
    MessageStage.setDefaults(this, 32);
    setDefault(seed(), 1L);
    setDefault(temperature(), 0.8);
    setDefault(topK(), 50);
    setDefault(topP(), 0.95);
    setDefault(maxNewTokens(), 60);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Seed of all random choices. */
  public LongParam seed() {
    return new LongParam(this, "seed", "seed of all random choices");
  }

  /** Divides the logits, above 0. */
  public DoubleParam temperature() {
    return new DoubleParam(
        this, "temperature", "divides the logits: below 1 is safer", ParamValidators.gt(0));
  }

  /** Tokens to choose from: 1 is greedy, 0 is all. */
  public IntParam topK() {
    return new IntParam(this, "topK", "tokens to choose from; 0 is all", ParamValidators.gtEq(0));
  }

  /** Share of the probability to choose from, in (0, 1]. */
  public DoubleParam topP() {
    return new DoubleParam(
        this,
        "topP",
        "share of the probability to choose from",
        ParamValidators.inRange(0, 1, false, true));
  }

  /** Longest answer, tokens; fewer than the model's context holds. */
  public IntParam maxNewTokens() {
    return new IntParam(this, "maxNewTokens", "longest answer in tokens", ParamValidators.gtEq(1));
  }

  public TextGenerator setSeed(long value) {
    return (TextGenerator) set(seed(), value);
  }

  public TextGenerator setTemperature(double value) {
    return (TextGenerator) set(temperature(), value);
  }

  public TextGenerator setTopK(int value) {
    return (TextGenerator) set(topK(), value);
  }

  public TextGenerator setTopP(double value) {
    return (TextGenerator) set(topP(), value);
  }

  public TextGenerator setMaxNewTokens(int value) {
    return (TextGenerator) set(maxNewTokens(), value);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    TaskModel model = TaskModel.of(this);
    MessageStage stage = MessageStage.of(this, dataset.schema());
    WriteReplies replies =
        new WriteReplies(
            stage.text(), stage.author(), stage.sentAt(), model.tokenizer(), sampling());
    return stage.transform(dataset, new AddColumn(model, replies, stage.batchSize(), output));
  }

  private GenerateConfig sampling() {
    return new GenerateConfig(
        1,
        0,
        1,
        1,
        (Double) getOrDefault(temperature()),
        (Integer) getOrDefault(topK()),
        (Double) getOrDefault(topP()),
        1.0,
        (Integer) getOrDefault(maxNewTokens()),
        (Long) getOrDefault(seed()));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return MessageStage.schema(this, schema, DataTypes.StringType);
  }

  @Override
  public TextGenerator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what {@code write} has written; {@code Pipeline.load} calls it. */
  public static MLReader<TextGenerator> read() {
    return new Reader().read();
  }

  public static TextGenerator load(String path) {
    return read().load(path);
  }

  private static final class Reader implements DefaultParamsReadable<TextGenerator> {}
}
