package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Turns a parser's complaint into a reject; its own text could quote a message. */
final class JsonFailure {
  private JsonFailure() {}

  /**
   * @param atEnd whether the input was at its end; a word such as {@code tru} is cut there, and
   *     wrong elsewhere
   */
  static Reject reject(JsonProcessingException failure, long position, boolean atEnd) {
    RejectReason reason =
        atEnd || failure instanceof JsonEOFException ? RejectReason.TRUNCATED : RejectReason.SYNTAX;
    String where =
        failure.getLocation() == null
            ? ""
            : " at line "
                + failure.getLocation().getLineNr()
                + ", column "
                + failure.getLocation().getColumnNr();
    String what = reason == RejectReason.TRUNCATED ? "the JSON ends too early" : "this is not JSON";
    return new Reject(position, reason, what + where);
  }
}
