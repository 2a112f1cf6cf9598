package org.idiolect.generate;

import java.util.List;
import org.idiolect.window.Utterance;

/**
 * How a conversation went on.
 *
 * @param messages the new ones in order
 * @param headersSampled headers that the model proposed
 * @param headersRefused of these, those that did not fit the conversation
 * @param turnsForced turns for which no header fitted, so that a rule chose
 */
record Continued(
    List<Utterance> messages, int headersSampled, int headersRefused, int turnsForced) {
  Continued {
    messages = List.copyOf(messages);
  }
}
