package org.idiolect.window;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.idiolect.clean.Message;

/**
 * Says who wrote how much, and who has enough for an adapter.
 *
 * <p>Input: the tables messages (author_id, conversation_id, sent_at, kind, words) and windows.
 * Output: the table authors. Rows: one for each author of a text message. Cost: shuffles by author
 * and by conversation; no message text is read.
 */
public final class AuthorStep {
  private static final String SPAN = "span";
  private static final String IS_DIALOGUE = "is_dialogue";
  private static final String COUNTED_AUTHOR = "counted_author_id";
  private static final Column START = col(SPAN + "." + Span.START);
  private static final Column END = col(SPAN + "." + Span.END);
  private static final Column HEADER_START = col(SPAN + "." + Span.HEADER_START);

  private AuthorStep() {}

  public static Dataset<Row> summarise(
      Dataset<Row> messages, Dataset<Row> windows, AuthorConfig config) {
    Dataset<Row> texts = messages.filter(col(Message.KIND).equalTo(Message.KIND_TEXT));
    Dataset<Row> written = written(texts);
    Dataset<Row> counted = countBySplit(windows, dialogues(texts));
    Dataset<Row> authors =
        written.join(
            counted, written.col(Author.AUTHOR_ID).equalTo(counted.col(COUNTED_AUTHOR)), "left");
    Dataset<Row> graded =
        authors
            .withColumn(Author.GRADE, grade(config))
            .withColumn(Author.REASON, reason(config))
            .withColumn(Author.ELIGIBLE, col(Author.REASON).isNull());
    return graded.select(
        Arrays.stream(Author.SCHEMA.fieldNames()).map(AuthorStep::filled).toArray(Column[]::new));
  }

  private static Dataset<Row> written(Dataset<Row> texts) {
    return texts
        .groupBy(Message.AUTHOR_ID)
        .agg(
            count(lit(1)).alias(Author.MESSAGES),
            sum(Message.WORDS).alias(Author.WORDS),
            min(Message.SENT_AT).alias(Author.FIRST_AT),
            max(Message.SENT_AT).alias(Author.LAST_AT));
  }

  /** Conversations in which two people or more wrote. */
  private static Dataset<Row> dialogues(Dataset<Row> texts) {
    return texts
        .groupBy(Message.CONVERSATION_ID)
        .agg(count_distinct(col(Message.AUTHOR_ID)).gt(1).alias(IS_DIALOGUE));
  }

  private static Dataset<Row> countBySplit(Dataset<Row> windows, Dataset<Row> dialogues) {
    Dataset<Row> scoredSpans =
        windows
            .select(
                col(TokenWindow.CONVERSATION_ID),
                col(TokenWindow.SESSION_ID),
                col(TokenWindow.SPLIT),
                col(TokenWindow.SCORED_FROM),
                explode(col(TokenWindow.SPANS)).alias(SPAN))
            .filter(START.geq(col(TokenWindow.SCORED_FROM)));
    Column tokens = END.minus(START);
    return scoredSpans
        .join(dialogues, TokenWindow.CONVERSATION_ID)
        .groupBy(col(SPAN + "." + Span.AUTHOR_ID).alias(COUNTED_AUTHOR))
        .agg(
            sum(tokens).alias(Author.TOKENS),
            sum(when(inDialogue(Split.TRAIN), tokens)).alias(Author.TRAIN_TOKENS),
            messages(Split.TRAIN).alias(Author.TRAIN_MESSAGES),
            messages(Split.VALIDATION).alias(Author.VALIDATION_MESSAGES),
            messages(Split.TEST).alias(Author.TEST_MESSAGES),
            sessions(Split.TRAIN).alias(Author.TRAIN_SESSIONS),
            sessions(Split.VALIDATION).alias(Author.VALIDATION_SESSIONS),
            sessions(Split.TEST).alias(Author.TEST_SESSIONS));
  }

  private static Column inDialogue(Split split) {
    return col(IS_DIALOGUE).and(col(TokenWindow.SPLIT).equalTo(split.label()));
  }

  /** A continued part of a message has no header of its own and is not counted again. */
  private static Column messages(Split split) {
    return count(when(inDialogue(split).and(HEADER_START.lt(START)), 1));
  }

  private static Column sessions(Split split) {
    return count_distinct(when(inDialogue(split), col(TokenWindow.SESSION_ID)));
  }

  private static Column grade(AuthorConfig config) {
    Column trained = filled(Author.TRAIN_MESSAGES);
    return when(trained.geq(config.gradeA()), "A")
        .when(trained.geq(config.gradeB()), "B")
        .when(trained.geq(config.gradeC()), "C")
        .otherwise("D");
  }

  private static Column reason(AuthorConfig config) {
    return when(col(Author.AUTHOR_ID).equalTo(Author.UNKNOWN), Author.REASON_UNKNOWN)
        .when(
            filled(Author.TRAIN_MESSAGES).lt(config.minimumTrainMessages()),
            Author.REASON_TRAIN_MESSAGES)
        .when(
            filled(Author.VALIDATION_SESSIONS).lt(config.minimumValidationSessions()),
            Author.REASON_VALIDATION_SESSIONS)
        .when(
            filled(Author.TEST_SESSIONS).lt(config.minimumTestSessions()),
            Author.REASON_TEST_SESSIONS);
  }

  /** A column of the table; counts of an author without windows are 0. */
  private static Column filled(String name) {
    boolean isCount = Author.SCHEMA.apply(name).dataType().equals(DataTypes.LongType);
    return isCount ? coalesce(col(name), lit(0L)).alias(name) : col(name);
  }
}
