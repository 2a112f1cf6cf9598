package org.idiolect.evaluate;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * Where one message lies in a window.
 *
 * @param headerStart index of the first header token
 * @param start index of the first token of the text
 * @param end index after the end mark
 * @param words runs of non-whitespace in the original text; 0 on a continued part
 * @param bytes UTF-8 bytes of the original text; 0 on a continued part
 */
record MessageSpan(
    String authorId, String messageId, int headerStart, int start, int end, int words, int bytes)
    implements Serializable {

  static MessageSpan fromRow(Row row) {
    return new MessageSpan(
        row.getAs("author_id"),
        row.getAs("message_id"),
        row.<Integer>getAs("header_start"),
        row.<Integer>getAs("start"),
        row.<Integer>getAs("end"),
        row.<Integer>getAs("words"),
        row.<Integer>getAs("bytes"));
  }
}
