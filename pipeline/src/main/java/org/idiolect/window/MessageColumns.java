package org.idiolect.window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Row;

/** The columns of the table messages that this package reads. */
final class MessageColumns {
  static final String MESSAGE_ID = "message_id";
  static final String CONVERSATION_ID = "conversation_id";
  static final String SESSION_ID = "session_id";
  static final String AUTHOR_ID = "author_id";
  static final String SENT_AT = "sent_at";
  static final String MESSAGE_INDEX = "message_index";
  static final String KIND = "kind";
  static final String TEXT = "text";
  static final String WORDS = "words";

  /** The kind of messages that people typed. */
  static final String KIND_TEXT = "text";

  /** {@link #SENT_AT} in microseconds since 1970: the same number under every time zone setting. */
  static final String SENT_AT_MICROS = "sent_at_micros";

  private MessageColumns() {}

  static SessionMessage sessionMessage(Row row) {
    Instant sentAt = Instant.EPOCH.plus(row.<Long>getAs(SENT_AT_MICROS), ChronoUnit.MICROS);
    return new SessionMessage(
        row.getAs(MESSAGE_ID),
        new Utterance(row.getAs(AUTHOR_ID), sentAt, row.getAs(TEXT)),
        row.<Integer>getAs(WORDS));
  }
}
