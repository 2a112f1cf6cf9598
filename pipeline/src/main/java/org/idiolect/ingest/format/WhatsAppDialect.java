package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.Set;

/**
 * How one WhatsApp file writes its headers, learned in a first pass.
 *
 * @param notations those in use; a header in another one is pasted text
 * @param order order of day and month
 * @param guessed whether nothing in the file decided that order
 * @param participants names whose end is certain, because ": " follows
 */
public record WhatsAppDialect(
    Set<String> notations, DateOrder order, boolean guessed, Set<String> participants)
    implements Dialect {
  public WhatsAppDialect {
    notations = Set.copyOf(notations);
    participants = Set.copyOf(participants);
  }

  static WhatsAppDialect learn(LineReader lines, FormatConfig config) throws IOException {
    WhatsAppLearner learner = new WhatsAppLearner();
    for (String line = lines.nextBeforeDamage(); line != null; line = lines.nextBeforeDamage()) {
      learner.take(line);
    }
    return learner.dialect(config);
  }

  /** The header of a line in a notation of this file, or null. */
  WhatsAppHeader header(String line) {
    WhatsAppHeader header = WhatsAppHeader.of(line);
    return header != null && notations.contains(header.dialect()) ? header : null;
  }
}
