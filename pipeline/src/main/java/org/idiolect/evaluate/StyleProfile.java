package org.idiolect.evaluate;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code style}: surface habits of one person in one kind of text.
 *
 * <p>Rates are shares of messages, 0 to 1. The distances are mean Jensen-Shannon divergences in
 * bits (0 the same, 1 nothing in common) over message length, first letter and last mark. They
 * shrink with the number of messages, so they are read side by side: generated text should be as
 * close to the person's own later messages as the person's earlier ones are, and farther from other
 * people's.
 */
public final class StyleProfile {
  public static final String AUTHOR_ID = "author_id";

  /** {@link #TRAIN}, {@link #TEST} or {@link #GENERATED}. */
  public static final String SOURCE = "source";

  public static final String MESSAGES = "messages";
  public static final String WORDS_MEAN = "words_mean";
  public static final String CHARACTERS_MEAN = "characters_mean";
  public static final String LOWER_CASE_START = "lower_case_start";
  public static final String PERIOD_END = "period_end";
  public static final String QUESTION_END = "question_end";
  public static final String EXCLAMATION_END = "exclamation_end";
  public static final String ELLIPSIS_END = "ellipsis_end";
  public static final String PLAIN_END = "plain_end";
  public static final String EMOJI = "emoji";
  public static final String QUESTION = "question";
  public static final String NLP_TOKENS_MEAN = "nlp_tokens_mean";
  public static final String SENTENCES_MEAN = "sentences_mean";
  public static final String DISTANCE_TO_OWN = "distance_to_own_test";
  public static final String DISTANCE_TO_OTHERS = "distance_to_other_test";

  public static final String TRAIN = "train";
  public static final String TEST = "test";
  public static final String GENERATED = "generated";

  public static final StructType SCHEMA =
      new StructType()
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(SOURCE, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.LongType, false)
          .add(WORDS_MEAN, DataTypes.DoubleType, false)
          .add(CHARACTERS_MEAN, DataTypes.DoubleType, false)
          .add(LOWER_CASE_START, DataTypes.DoubleType, false)
          .add(PERIOD_END, DataTypes.DoubleType, false)
          .add(QUESTION_END, DataTypes.DoubleType, false)
          .add(EXCLAMATION_END, DataTypes.DoubleType, false)
          .add(ELLIPSIS_END, DataTypes.DoubleType, false)
          .add(PLAIN_END, DataTypes.DoubleType, false)
          .add(EMOJI, DataTypes.DoubleType, false)
          .add(QUESTION, DataTypes.DoubleType, false)
          .add(NLP_TOKENS_MEAN, DataTypes.DoubleType, true)
          .add(SENTENCES_MEAN, DataTypes.DoubleType, true)
          .add(DISTANCE_TO_OWN, DataTypes.DoubleType, true)
          .add(DISTANCE_TO_OTHERS, DataTypes.DoubleType, true);

  public static final Table TABLE = new Table("style", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private StyleProfile() {}
}
