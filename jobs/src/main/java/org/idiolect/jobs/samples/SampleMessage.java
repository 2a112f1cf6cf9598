package org.idiolect.jobs.samples;

import java.time.Instant;

/**
 * One invented message, as the generator knows it.
 *
 * @param sentAt UTC, whole minutes
 * @param replyTo index of the message replied to, or -1
 */
record SampleMessage(
    int index, String author, Instant sentAt, Kind kind, String text, int replyTo, boolean edited) {

  enum Kind {
    TEXT,
    MEDIA,
    CALL,
    DELETION,
    SYSTEM
  }

  SampleMessage join(String line) {
    return new SampleMessage(index, author, sentAt, kind, text + "\n" + line, replyTo, edited);
  }
}
