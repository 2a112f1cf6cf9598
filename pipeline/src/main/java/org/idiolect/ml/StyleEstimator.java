package org.idiolect.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.train.TrainConfig;

/**
 * Trains one adapter for each author of a dataset of messages, in one Spark stage: {@code
 * conversation}, {@code sent_at} (a timestamp), {@code author}, {@code text}; other names by
 * setting. Rows with a null in one of them are left out.
 *
 * <p>It trains as the stage train does: sessions are parted by six hours of silence, the last 15 %
 * of them are never seen, the 15 % before them tell when to stop. Authors below {@link
 * #minimumMessages} get no adapter. The model of {@link #modelUrl} stays as it is.
 *
 * <pre>
 *   StyleModel styles = new StyleEstimator()
 *       .setModelUrl("data-samples/model")
 *       .setOutputCol("score")
 *       .fit(messages)
 * </pre>
 */
public final class StyleEstimator extends Estimator<StyleModel>
    implements HasModel<StyleEstimator>, HasMessages<StyleEstimator>, DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;

  public StyleEstimator() {
    this(Identifiable$.MODULE$.randomUID("StyleEstimator"));
  }

  /** For {@link #read}: a stage keeps its id. */
  public StyleEstimator(String uid) {
    this.uid = uid;
    TrainConfig training = TrainConfig.ofAdapters();
    MessageStage.setDefaults(this, training.batchSize());
    setDefault(inputCol(), "text");
    setDefault(authorCol(), "author");
    setDefault(conversationCol(), "conversation");
    setDefault(sentAtCol(), "sent_at");
    setDefault(epochs(), training.epochs());
    setDefault(learningRate(), training.learningRate());
    setDefault(seed(), training.seed());
    setDefault(rank(), 8);
    setDefault(minimumMessages(), 200);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Column that says which messages belong together. */
  public Param<String> conversationCol() {
    return new Param<>(this, "conversationCol", "column of conversations");
  }

  /** Column of the time, a timestamp. */
  public Param<String> sentAtCol() {
    return new Param<>(this, "sentAtCol", "column of the time, a timestamp");
  }

  /** Passes over an author's windows at the most. */
  public IntParam epochs() {
    return new IntParam(this, "epochs", "passes over an author's windows", ParamValidators.gtEq(1));
  }

  /** Peak rate of AdamW. */
  public DoubleParam learningRate() {
    return new DoubleParam(this, "learningRate", "peak rate of AdamW", ParamValidators.gt(0));
  }

  /** Rank of the adapters; alpha is twice the rank. */
  public IntParam rank() {
    return new IntParam(this, "rank", "rank of the adapters", ParamValidators.inRange(1, 1024));
  }

  /** Training messages that an author needs for an adapter. */
  public IntParam minimumMessages() {
    return new IntParam(
        this,
        "minimumMessages",
        "training messages that an author needs for an adapter",
        ParamValidators.gtEq(1));
  }

  /** Seed of the first weights and of the order of the data. */
  public LongParam seed() {
    return new LongParam(this, "seed", "seed of first weights and order of the data");
  }

  public StyleEstimator setConversationCol(String value) {
    return (StyleEstimator) set(conversationCol(), value);
  }

  public StyleEstimator setSentAtCol(String value) {
    return (StyleEstimator) set(sentAtCol(), value);
  }

  public StyleEstimator setEpochs(int value) {
    return (StyleEstimator) set(epochs(), value);
  }

  public StyleEstimator setLearningRate(double value) {
    return (StyleEstimator) set(learningRate(), value);
  }

  public StyleEstimator setRank(int value) {
    return (StyleEstimator) set(rank(), value);
  }

  public StyleEstimator setMinimumMessages(int value) {
    return (StyleEstimator) set(minimumMessages(), value);
  }

  public StyleEstimator setSeed(long value) {
    return (StyleEstimator) set(seed(), value);
  }

  /**
   * Trains now. The adapters stay in Spark's storage until the model is saved or forgotten; what an
   * executor loses is trained again, to the same bits.
   *
   * @throws IllegalArgumentException if nobody has enough messages
   */
  @Override
  public StyleModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    StyleModel model = new StyleModel(uid, StyleTraining.of(this).adapters(dataset.toDF()));
    copyValues(model, new ParamMap());
    // The number of windows in an optimizer step is not that of messages scored together.
    model.clear(model.batchSize());
    model.setDefault(model.batchSize(), MessageStage.SCORED_TOGETHER);
    return model.setParent(this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Columns.require(this, conversationCol(), schema, DataTypes.StringType);
    Columns.require(this, sentAtCol(), schema, DataTypes.TimestampType);
    return MessageStage.schema(this, schema, ScoreMessages.SCORE);
  }

  @Override
  public StyleEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what {@code write} has written; {@code Pipeline.load} calls it. */
  public static MLReader<StyleEstimator> read() {
    return new Reader().read();
  }

  public static StyleEstimator load(String path) {
    return read().load(path);
  }

  private static final class Reader implements DefaultParamsReadable<StyleEstimator> {}
}
