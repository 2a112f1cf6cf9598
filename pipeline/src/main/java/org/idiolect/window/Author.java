package org.idiolect.window;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * A row of the table authors: one person.
 *
 * <p>Messages, words and tokens count everything that the person wrote. The counts by split leave
 * out conversations with a single speaker, where nobody can be told from anybody else.
 *
 * @param tokens tokens of texts and end marks, headers left out
 * @param grade A to D by training messages
 * @param eligible whether the person gets an adapter
 * @param reason why not; null when eligible
 */
public record Author(
    String authorId,
    long messages,
    long words,
    long tokens,
    Instant firstAt,
    Instant lastAt,
    String grade,
    boolean eligible,
    String reason,
    long trainMessages,
    long validationMessages,
    long testMessages,
    long trainSessions,
    long validationSessions,
    long testSessions,
    long trainTokens)
    implements Serializable {
  public static final String AUTHOR_ID = "author_id";
  public static final String MESSAGES = "messages";
  public static final String WORDS = "words";
  public static final String TOKENS = "tokens";
  public static final String FIRST_AT = "first_at";
  public static final String LAST_AT = "last_at";
  public static final String GRADE = "grade";
  public static final String ELIGIBLE = "eligible";
  public static final String REASON = "reason";
  public static final String TRAIN_MESSAGES = "train_messages";
  public static final String VALIDATION_MESSAGES = "validation_messages";
  public static final String TEST_MESSAGES = "test_messages";
  public static final String TRAIN_SESSIONS = "train_sessions";
  public static final String VALIDATION_SESSIONS = "validation_sessions";
  public static final String TEST_SESSIONS = "test_sessions";
  public static final String TRAIN_TOKENS = "train_tokens";

  /** The author of messages whose author the export does not tell. */
  public static final String UNKNOWN = "unknown";

  /** Values of {@link #REASON}. */
  public static final String REASON_UNKNOWN = "unknown_author";

  public static final String REASON_TRAIN_MESSAGES = "too_few_train_messages";
  public static final String REASON_VALIDATION_SESSIONS = "too_few_validation_sessions";
  public static final String REASON_TEST_SESSIONS = "too_few_test_sessions";

  public static final StructType SCHEMA =
      new StructType()
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.LongType, false)
          .add(WORDS, DataTypes.LongType, false)
          .add(TOKENS, DataTypes.LongType, false)
          .add(FIRST_AT, DataTypes.TimestampType, false)
          .add(LAST_AT, DataTypes.TimestampType, false)
          .add(GRADE, DataTypes.StringType, false)
          .add(ELIGIBLE, DataTypes.BooleanType, false)
          .add(REASON, DataTypes.StringType, true)
          .add(TRAIN_MESSAGES, DataTypes.LongType, false)
          .add(VALIDATION_MESSAGES, DataTypes.LongType, false)
          .add(TEST_MESSAGES, DataTypes.LongType, false)
          .add(TRAIN_SESSIONS, DataTypes.LongType, false)
          .add(VALIDATION_SESSIONS, DataTypes.LongType, false)
          .add(TEST_SESSIONS, DataTypes.LongType, false)
          .add(TRAIN_TOKENS, DataTypes.LongType, false);

  public static final Table TABLE = new Table("authors", SCHEMA);

  public Author {
    Objects.requireNonNull(authorId, AUTHOR_ID);
    Objects.requireNonNull(firstAt, FIRST_AT);
    Objects.requireNonNull(lastAt, LAST_AT);
    Objects.requireNonNull(grade, GRADE);
  }

  public static Author fromRow(Row row) {
    return new Author(
        row.getAs(AUTHOR_ID),
        row.<Long>getAs(MESSAGES),
        row.<Long>getAs(WORDS),
        row.<Long>getAs(TOKENS),
        instant(row.getAs(FIRST_AT)),
        instant(row.getAs(LAST_AT)),
        row.getAs(GRADE),
        row.<Boolean>getAs(ELIGIBLE),
        row.getAs(REASON),
        row.<Long>getAs(TRAIN_MESSAGES),
        row.<Long>getAs(VALIDATION_MESSAGES),
        row.<Long>getAs(TEST_MESSAGES),
        row.<Long>getAs(TRAIN_SESSIONS),
        row.<Long>getAs(VALIDATION_SESSIONS),
        row.<Long>getAs(TEST_SESSIONS),
        row.<Long>getAs(TRAIN_TOKENS));
  }

  private static Instant instant(Object timestamp) {
    return timestamp instanceof Instant instant ? instant : ((Timestamp) timestamp).toInstant();
  }
}
