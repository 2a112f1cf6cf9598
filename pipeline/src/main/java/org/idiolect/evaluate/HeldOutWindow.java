package org.idiolect.evaluate;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * One window of the table {@code windows}, as the scoring needs it.
 *
 * @param tokenIds the tokens, opened by end-of-text
 * @param spans where each message lies, in order
 * @param scoredFrom index of the first scored token; what lies before is context
 */
record HeldOutWindow(
    String windowId,
    String conversationId,
    String sessionId,
    String split,
    int[] tokenIds,
    List<MessageSpan> spans,
    int scoredFrom)
    implements Serializable {

  static final String WINDOW_ID = "window_id";
  static final String CONVERSATION_ID = "conversation_id";
  static final String SESSION_ID = "session_id";
  static final String SPLIT = "split";
  static final String TOKEN_IDS = "token_ids";
  static final String SPANS = "spans";
  static final String SCORED_FROM = "scored_from";

  static HeldOutWindow fromRow(Row row) {
    List<Integer> tokens = row.getList(row.fieldIndex(TOKEN_IDS));
    List<Row> spans = row.getList(row.fieldIndex(SPANS));
    return new HeldOutWindow(
        row.getAs(WINDOW_ID),
        row.getAs(CONVERSATION_ID),
        row.getAs(SESSION_ID),
        row.getAs(SPLIT),
        tokens.stream().mapToInt(Integer::intValue).toArray(),
        spans.stream().map(MessageSpan::fromRow).toList(),
        row.<Integer>getAs(SCORED_FROM));
  }
}
