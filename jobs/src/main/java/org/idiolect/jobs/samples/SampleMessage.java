package org.idiolect.jobs.samples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One invented message, as the generator knows it.
 *
 * @param index place in its conversation, from 0
 * @param sentAt UTC, whole seconds
 * @param replyTo index of the message replied to, or -1
 */
record SampleMessage(
    int index,
    Persona author,
    Instant sentAt,
    Kind kind,
    String text,
    int replyTo,
    boolean edited) {

  enum Kind {
    TEXT,
    MEDIA,
    CALL,
    DELETION,
    SYSTEM
  }

  SampleMessage withText(String other) {
    return new SampleMessage(index, author, sentAt, kind, other, replyTo, edited);
  }

  SampleMessage withKind(Kind other) {
    return new SampleMessage(index, author, sentAt, other, text, replyTo, edited);
  }

  /** The time in UTC as an exporter shows it. */
  String time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).format(sentAt.atOffset(ZoneOffset.UTC));
  }
}
