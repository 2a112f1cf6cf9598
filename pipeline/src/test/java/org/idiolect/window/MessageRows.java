package org.idiolect.window;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.clean.Message;

/** Rows of the table messages, as few columns as the steps read. */
final class MessageRows {
  static final StructType SCHEMA =
      new StructType()
          .add(Message.MESSAGE_ID, DataTypes.StringType)
          .add(Message.CONVERSATION_ID, DataTypes.StringType)
          .add(Message.SESSION_ID, DataTypes.StringType)
          .add(Message.AUTHOR_ID, DataTypes.StringType)
          .add(Message.SENT_AT, DataTypes.TimestampType)
          .add(Message.MESSAGE_INDEX, DataTypes.IntegerType)
          .add(Message.KIND, DataTypes.StringType)
          .add(Message.TEXT, DataTypes.StringType)
          .add(Message.WORDS, DataTypes.IntegerType);

  private static final Instant START = Instant.parse("2021-03-14T12:00:00Z");
  private static final int SECONDS_BETWEEN_SESSIONS = 86_400;

  private final List<Row> rows = new ArrayList<>();

  /** Adds sessions in which the authors take turns, a minute apart, one session a day. */
  MessageRows conversation(String id, int sessions, int messagesEach, String... authors) {
    int index = 0;
    for (int session = 0; session < sessions; session++) {
      for (int i = 0; i < messagesEach; i++) {
        Instant at = START.plusSeconds((long) session * SECONDS_BETWEEN_SESSIONS + 60L * i);
        String author = authors[i % authors.length];
        rows.add(row(id, id + "-" + session, author, at, index++, "text", "say number " + i));
      }
    }
    return this;
  }

  MessageRows media(String conversation, String author) {
    rows.add(row(conversation, conversation + "-0", author, START, -1, "media", ""));
    return this;
  }

  List<Row> rows() {
    return rows;
  }

  private static Row row(
      String conversation,
      String session,
      String author,
      Instant at,
      int index,
      String kind,
      String text) {
    int words = text.isEmpty() ? 0 : text.split(" ").length;
    return RowFactory.create(
        conversation + "-m" + index,
        conversation,
        session,
        author,
        Timestamp.from(at),
        index,
        kind,
        text,
        words);
  }
}
