package org.idiolect.evaluate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code learning_curve}: one person's held-out messages under an adapter that saw only
 * so many of their training messages.
 *
 * @param model author; or shared, the model without an adapter, with no messages and no seed
 * @param messages the latest n training messages
 * @param seed of the adapter's training; null for the shared model
 * @param nllNats summed over the texts and end marks of the test split
 * @param tokens of them
 * @param words of them
 * @param bytes of them
 * @param testMessages how many they are, the same in every row of a person
 * @param steps optimizer steps of the kept adapter
 * @param epoch the same in passes over the subset: chosen by the validation loss
 * @param trainedTokens tokens that training saw, repeats and others' tokens included
 * @param seconds wall time of the training, of the authors in the same batches together
 */
public record LearningCurvePoint(
    String authorId,
    String model,
    int messages,
    Long seed,
    double nllNats,
    long tokens,
    long words,
    long bytes,
    long testMessages,
    int steps,
    double epoch,
    long trainedTokens,
    double seconds) {
  static final String AUTHOR_ID = "author_id";
  static final String SEED = "seed";
  static final String TEST_MESSAGES = "test_messages";
  static final String STEPS = "steps";
  static final String EPOCH = "epoch";
  static final String TRAINED_TOKENS = "trained_tokens";
  static final String SECONDS = "seconds";

  public static final Table TABLE =
      new Table(
          "learning_curve",
          new StructType()
              .add(AUTHOR_ID, DataTypes.StringType, false)
              .add(MessageNll.MODEL, DataTypes.StringType, false)
              .add(TrainingSubsets.MESSAGES, DataTypes.IntegerType, false)
              .add(SEED, DataTypes.LongType, true)
              .add(MessageNll.NLL_NATS, DataTypes.DoubleType, false)
              .add(MessageNll.TOKENS, DataTypes.LongType, false)
              .add(MessageNll.WORDS, DataTypes.LongType, false)
              .add(MessageNll.BYTES, DataTypes.LongType, false)
              .add(TEST_MESSAGES, DataTypes.LongType, false)
              .add(STEPS, DataTypes.IntegerType, false)
              .add(EPOCH, DataTypes.DoubleType, false)
              .add(TRAINED_TOKENS, DataTypes.LongType, false)
              .add(SECONDS, DataTypes.DoubleType, false));

  /** A point from a row of {@link #TABLE}. */
  public static LearningCurvePoint fromRow(Row row) {
    return new LearningCurvePoint(
        row.getAs(AUTHOR_ID),
        row.getAs(MessageNll.MODEL),
        row.<Integer>getAs(TrainingSubsets.MESSAGES),
        row.getAs(SEED),
        row.<Double>getAs(MessageNll.NLL_NATS),
        row.<Long>getAs(MessageNll.TOKENS),
        row.<Long>getAs(MessageNll.WORDS),
        row.<Long>getAs(MessageNll.BYTES),
        row.<Long>getAs(TEST_MESSAGES),
        row.<Integer>getAs(STEPS),
        row.<Double>getAs(EPOCH),
        row.<Long>getAs(TRAINED_TOKENS),
        row.<Double>getAs(SECONDS));
  }

  public boolean isShared() {
    return model.equals(ScoredModel.SHARED.column());
  }

  /** Bits for each byte of text. */
  public double bitsPerByte() {
    return nllNats / (bytes * Math.log(2));
  }
}
