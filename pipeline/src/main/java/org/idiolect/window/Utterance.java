package org.idiolect.window;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * Who said what and when.
 *
 * @param authorId any key of a person; transcripts show a letter instead
 * @param sentAt shown to the minute, in UTC
 * @param text as it was typed
 */
public record Utterance(String authorId, Instant sentAt, String text) implements Serializable {
  public Utterance {
    Objects.requireNonNull(authorId, "authorId");
    Objects.requireNonNull(sentAt, "sentAt");
    Objects.requireNonNull(text, "text");
  }
}
