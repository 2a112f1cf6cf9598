package org.idiolect.evaluate;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code memorization}: how many n-grams of a person's held-out messages and of their
 * imitations stand word for word in training text.
 *
 * <p>{@code source} is test or generated; {@code target} whose training text: own or others. People
 * repeat themselves, so the figure to compare with is that of the person's own held-out messages,
 * not zero. Words are lower-cased runs of letters and digits; n-grams do not cross messages.
 */
public final class Memorization {
  public static final String N = "n";
  public static final String TARGET = "target";
  public static final String NGRAMS = "ngrams";
  public static final String COPIED_NGRAMS = "copied_ngrams";
  public static final String MESSAGES = "messages";
  public static final String COPIED_MESSAGES = "copied_messages";

  public static final String OWN = "own";
  public static final String OTHERS = "others";

  /** {@code messages} are those with n words or more, {@code copied_messages} those of a hit. */
  public static final StructType SCHEMA =
      new StructType()
          .add(StyleProfile.AUTHOR_ID, DataTypes.StringType, false)
          .add(StyleProfile.SOURCE, DataTypes.StringType, false)
          .add(N, DataTypes.IntegerType, false)
          .add(TARGET, DataTypes.StringType, false)
          .add(NGRAMS, DataTypes.LongType, false)
          .add(COPIED_NGRAMS, DataTypes.LongType, false)
          .add(MESSAGES, DataTypes.LongType, false)
          .add(COPIED_MESSAGES, DataTypes.LongType, false);

  public static final Table TABLE = new Table("memorization", SCHEMA);

  private Memorization() {}
}
