package org.idiolect.evaluate;

import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code perplexity}: what one author's messages of one session cost a model.
 *
 * @param nllNats -ln p over the texts and end marks
 * @param headerNllNats -ln p over the headers
 * @param messages messages summed
 */
public record SessionNll(
    String model,
    String authorId,
    String conversationId,
    String sessionId,
    String split,
    double nllNats,
    double headerNllNats,
    long tokens,
    long words,
    long bytes,
    long messages) {
  public static final String MODEL = MessageNll.MODEL;
  public static final String AUTHOR_ID = MessageNll.AUTHOR_ID;
  public static final String CONVERSATION_ID = MessageNll.CONVERSATION_ID;
  public static final String SESSION_ID = MessageNll.SESSION_ID;
  public static final String SPLIT = MessageNll.SPLIT;
  public static final String NLL_NATS = MessageNll.NLL_NATS;
  public static final String HEADER_NLL_NATS = MessageNll.HEADER_NLL_NATS;
  public static final String TOKENS = MessageNll.TOKENS;
  public static final String WORDS = MessageNll.WORDS;
  public static final String BYTES = MessageNll.BYTES;
  public static final String MESSAGES = "messages";

  public static final StructType SCHEMA =
      new StructType()
          .add(MODEL, DataTypes.StringType, false)
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(CONVERSATION_ID, DataTypes.StringType, false)
          .add(SESSION_ID, DataTypes.StringType, false)
          .add(SPLIT, DataTypes.StringType, false)
          .add(NLL_NATS, DataTypes.DoubleType, false)
          .add(HEADER_NLL_NATS, DataTypes.DoubleType, false)
          .add(TOKENS, DataTypes.LongType, false)
          .add(WORDS, DataTypes.LongType, false)
          .add(BYTES, DataTypes.LongType, false)
          .add(MESSAGES, DataTypes.LongType, false);

  public static final Table TABLE = new Table("perplexity", SCHEMA);

  public SessionNll {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(authorId, "authorId");
    Objects.requireNonNull(sessionId, "sessionId");
  }

  static SessionNll fromRow(Row row) {
    return new SessionNll(
        row.getAs(MODEL),
        row.getAs(AUTHOR_ID),
        row.getAs(CONVERSATION_ID),
        row.getAs(SESSION_ID),
        row.getAs(SPLIT),
        row.<Double>getAs(NLL_NATS),
        row.<Double>getAs(HEADER_NLL_NATS),
        row.<Long>getAs(TOKENS),
        row.<Long>getAs(WORDS),
        row.<Long>getAs(BYTES),
        row.<Long>getAs(MESSAGES));
  }
}
