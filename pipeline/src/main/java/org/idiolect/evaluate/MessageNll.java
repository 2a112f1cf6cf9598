package org.idiolect.evaluate;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;
import org.idiolect.window.TokenWindow;

/** The table {@code message_nll}: one held-out message under one model. */
public final class MessageNll {
  public static final String MESSAGE_ID = "message_id";
  public static final String MODEL = "model";
  public static final String AUTHOR_ID = "author_id";
  public static final String ADAPTER_AUTHOR_ID = "adapter_author_id";
  public static final String CONVERSATION_ID = "conversation_id";
  public static final String SESSION_ID = "session_id";
  public static final String SPLIT = "split";
  public static final String NLL_NATS = "nll_nats";
  public static final String HEADER_NLL_NATS = "header_nll_nats";
  public static final String TOKENS = "tokens";
  public static final String WORDS = "words";
  public static final String BYTES = "bytes";

  /** Columns of the table; {@code adapter_author_id} is null without an adapter. */
  public static final StructType SCHEMA =
      new StructType()
          .add(MESSAGE_ID, DataTypes.StringType, false)
          .add(MODEL, DataTypes.StringType, false)
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(ADAPTER_AUTHOR_ID, DataTypes.StringType, true)
          .add(CONVERSATION_ID, DataTypes.StringType, false)
          .add(SESSION_ID, DataTypes.StringType, false)
          .add(SPLIT, DataTypes.StringType, false)
          .add(NLL_NATS, DataTypes.DoubleType, false)
          .add(HEADER_NLL_NATS, DataTypes.DoubleType, false)
          .add(TOKENS, DataTypes.IntegerType, false)
          .add(WORDS, DataTypes.IntegerType, false)
          .add(BYTES, DataTypes.IntegerType, false);

  public static final Table TABLE = new Table("message_nll", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private MessageNll() {}

  /** A row of the table; the adapter's author is null for a model without an adapter. */
  static Row row(
      TokenWindow window, MessageScore score, ScoredModel model, String adapterAuthorId) {
    return RowFactory.create(
        score.span().messageId(),
        model.column(),
        score.span().authorId(),
        adapterAuthorId,
        window.conversationId(),
        window.sessionId(),
        window.split().label(),
        score.nllNats(),
        score.headerNllNats(),
        score.tokens(),
        score.span().words(),
        score.span().bytes());
  }
}
