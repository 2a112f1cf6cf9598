package org.idiolect.window;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.idiolect.clean.Message;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Messages to token windows.
 *
 * <p>Input: the table messages (message_id, conversation_id, session_id, author_id, sent_at,
 * message_index, kind, text, words). Output: the table windows. Rows: those of kind text are
 * grouped by session, each session gives one window or more. Cost: the sessions are numbered in one
 * shuffle of one row a session, the messages are shuffled once by session and sorted; nothing is
 * collected.
 */
public final class WindowStep {
  private static final String STARTED_AT = "started_at";
  private static final String POSITION = "position";
  private static final String SESSIONS = "sessions";

  private WindowStep() {}

  public static Dataset<Row> cut(
      Dataset<Row> messages, ChatTokenizer tokenizer, WindowConfig config) {
    Dataset<Row> texts =
        messages
            .filter(col(Message.KIND).equalTo(Message.KIND_TEXT))
            .withColumn(CutWindows.SENT_AT_MICROS, unix_micros(col(Message.SENT_AT)));
    Dataset<Row> sessionSplits = splitSessions(texts, config.split());
    Dataset<Row> splitTexts =
        texts.join(sessionSplits, new String[] {Message.CONVERSATION_ID, Message.SESSION_ID});
    Dataset<Row> sessionsInOrder =
        splitTexts
            .repartition(col(Message.CONVERSATION_ID), col(Message.SESSION_ID))
            .sortWithinPartitions(
                Message.CONVERSATION_ID,
                Message.SESSION_ID,
                CutWindows.SENT_AT_MICROS,
                Message.MESSAGE_INDEX,
                Message.MESSAGE_ID);
    return sessionsInOrder.mapPartitions(new CutWindows(tokenizer, config), TokenWindow.ENCODER);
  }

  /** One row a session: conversation_id, session_id, split. */
  static Dataset<Row> splitSessions(Dataset<Row> texts, SplitConfig config) {
    Column conversation = col(Message.CONVERSATION_ID);
    Column session = col(Message.SESSION_ID);
    Column split =
        udf(new AssignSplit(config), DataTypes.StringType)
            .apply(conversation, col(POSITION), col(SESSIONS));
    Dataset<Row> sessions =
        texts.groupBy(conversation, session).agg(min(CutWindows.SENT_AT_MICROS).alias(STARTED_AT));
    Dataset<Row> numberedSessions =
        sessions
            .withColumn(
                POSITION,
                row_number()
                    .over(Window.partitionBy(conversation).orderBy(col(STARTED_AT), session))
                    .minus(1))
            .withColumn(
                SESSIONS,
                count(lit(1)).over(Window.partitionBy(conversation)).cast(DataTypes.IntegerType));
    return numberedSessions.select(conversation, session, split.alias(TokenWindow.SPLIT));
  }
}
