package org.idiolect.clean;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * One kept message: the table {@code messages}.
 *
 * @param authorId pseudonym of the author, or {@code unknown}
 * @param messageIndex 0-based place in its conversation by time
 * @param kind text, media, call, reaction or deletion; only text was typed by the author
 * @param text exactly what was typed; empty for most kinds but text
 * @param replyTo id of the message that this one answers, which may lie outside the export; or null
 * @param editedAt time of the last edit, or null. Where an export only marks a text as edited, the
 *     time it was sent
 * @param words maximal runs of non-whitespace
 * @param nlpTokens Spark NLP's tokens; 0 unless the kind is text
 * @param sentences Spark NLP's sentences; 0 unless the kind is text
 */
public record Message(
    String messageId,
    String platform,
    String conversationId,
    String sessionId,
    String authorId,
    Instant sentAt,
    int messageIndex,
    String kind,
    String text,
    String replyTo,
    Instant editedAt,
    int words,
    int nlpTokens,
    int sentences,
    String sourceId) {
  public static final String MESSAGE_ID = "message_id";
  public static final String PLATFORM = "platform";
  public static final String CONVERSATION_ID = "conversation_id";
  public static final String SESSION_ID = "session_id";
  public static final String AUTHOR_ID = "author_id";
  public static final String SENT_AT = "sent_at";
  public static final String MESSAGE_INDEX = "message_index";
  public static final String KIND = "kind";
  public static final String TEXT = "text";
  public static final String REPLY_TO = "reply_to";
  public static final String EDITED_AT = "edited_at";
  public static final String WORDS = "words";
  public static final String NLP_TOKENS = "nlp_tokens";
  public static final String SENTENCES = "sentences";
  public static final String SOURCE_ID = "source_id";

  /** The kind of messages that were typed, which alone feed training. */
  public static final String KIND_TEXT = "text";

  public static final StructType SCHEMA =
      new StructType()
          .add(MESSAGE_ID, DataTypes.StringType, false)
          .add(PLATFORM, DataTypes.StringType, false)
          .add(CONVERSATION_ID, DataTypes.StringType, false)
          .add(SESSION_ID, DataTypes.StringType, false)
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(SENT_AT, DataTypes.TimestampType, false)
          .add(MESSAGE_INDEX, DataTypes.IntegerType, false)
          .add(KIND, DataTypes.StringType, false)
          .add(TEXT, DataTypes.StringType, false)
          .add(REPLY_TO, DataTypes.StringType, true)
          .add(EDITED_AT, DataTypes.TimestampType, true)
          .add(WORDS, DataTypes.IntegerType, false)
          .add(NLP_TOKENS, DataTypes.IntegerType, false)
          .add(SENTENCES, DataTypes.IntegerType, false)
          .add(SOURCE_ID, DataTypes.StringType, false);

  public static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  public static final Table TABLE = new Table("messages", SCHEMA);

  public Message {
    Objects.requireNonNull(messageId, MESSAGE_ID);
    Objects.requireNonNull(platform, PLATFORM);
    Objects.requireNonNull(conversationId, CONVERSATION_ID);
    Objects.requireNonNull(sessionId, SESSION_ID);
    Objects.requireNonNull(authorId, AUTHOR_ID);
    Objects.requireNonNull(sentAt, SENT_AT);
    Objects.requireNonNull(kind, KIND);
    Objects.requireNonNull(text, TEXT);
    Objects.requireNonNull(sourceId, SOURCE_ID);
  }

  public static Message fromRow(Row row) {
    Timestamp edited = row.getAs(EDITED_AT);
    return new Message(
        row.getAs(MESSAGE_ID),
        row.getAs(PLATFORM),
        row.getAs(CONVERSATION_ID),
        row.getAs(SESSION_ID),
        row.getAs(AUTHOR_ID),
        row.<Timestamp>getAs(SENT_AT).toInstant(),
        row.<Integer>getAs(MESSAGE_INDEX),
        row.getAs(KIND),
        row.getAs(TEXT),
        row.getAs(REPLY_TO),
        edited == null ? null : edited.toInstant(),
        row.<Integer>getAs(WORDS),
        row.<Integer>getAs(NLP_TOKENS),
        row.<Integer>getAs(SENTENCES),
        row.getAs(SOURCE_ID));
  }

  public Row toRow() {
    return RowFactory.create(
        messageId,
        platform,
        conversationId,
        sessionId,
        authorId,
        Timestamp.from(sentAt),
        messageIndex,
        kind,
        text,
        replyTo,
        editedAt == null ? null : Timestamp.from(editedAt),
        words,
        nlpTokens,
        sentences,
        sourceId);
  }
}
