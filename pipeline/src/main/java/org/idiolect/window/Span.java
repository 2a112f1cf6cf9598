package org.idiolect.window;

import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where one message, or a part of it, lies in a window; offsets are tokens from its start.
 *
 * @param headerStart first token of the header, a date line included; equals {@code start} in a
 *     continued part, whose header is context
 * @param start first token of the text
 * @param end after the last token; the end mark is inside
 * @param words runs of non-whitespace of the message; 0 in a continued part and in context, so that
 *     sums over windows are right
 * @param bytes UTF-8 bytes of the message; 0 likewise
 */
public record Span(
    String authorId, String messageId, int headerStart, int start, int end, int words, int bytes)
    implements Serializable {
  public static final String AUTHOR_ID = "author_id";
  public static final String MESSAGE_ID = "message_id";
  public static final String HEADER_START = "header_start";
  public static final String START = "start";
  public static final String END = "end";
  public static final String WORDS = "words";
  public static final String BYTES = "bytes";

  public static final StructType SCHEMA =
      new StructType()
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(MESSAGE_ID, DataTypes.StringType, false)
          .add(HEADER_START, DataTypes.IntegerType, false)
          .add(START, DataTypes.IntegerType, false)
          .add(END, DataTypes.IntegerType, false)
          .add(WORDS, DataTypes.IntegerType, false)
          .add(BYTES, DataTypes.IntegerType, false);

  public Span {
    Objects.requireNonNull(authorId, AUTHOR_ID);
    Objects.requireNonNull(messageId, MESSAGE_ID);
  }

  /** Tokens of the text and its end mark. */
  public int tokens() {
    return end - start;
  }

  public static Span fromRow(Row row) {
    return new Span(
        row.getAs(AUTHOR_ID),
        row.getAs(MESSAGE_ID),
        row.<Integer>getAs(HEADER_START),
        row.<Integer>getAs(START),
        row.<Integer>getAs(END),
        row.<Integer>getAs(WORDS),
        row.<Integer>getAs(BYTES));
  }

  public Row toRow() {
    return RowFactory.create(authorId, messageId, headerStart, start, end, words, bytes);
  }
}
