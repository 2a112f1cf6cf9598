package org.idiolect.ingest.format;

import java.util.Objects;

/**
 * A part of an export that could not become a message.
 *
 * @param position line or element number, from 1; 0 for the file as a whole
 * @param detail what was expected and found; never message text, never a name
 */
public record Reject(long position, RejectReason reason, String detail) implements Event {
  public Reject {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }

  /** Without the line and column that a parser counted from where it began. */
  @Override
  public Reject after(long earlier) {
    return earlier == 0
        ? this
        : new Reject(
            position + earlier, reason, detail.replaceFirst(" at line \\d+, column \\d+$", ""));
  }
}
