package org.idiolect.window;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One message of a session as the cutter takes it.
 *
 * @param words runs of non-whitespace in the text
 */
public record SessionMessage(String messageId, Utterance utterance, int words) {
  public SessionMessage {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(utterance, "utterance");
  }

  /** UTF-8 bytes of the text as it was typed. */
  int bytes() {
    return utterance.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
