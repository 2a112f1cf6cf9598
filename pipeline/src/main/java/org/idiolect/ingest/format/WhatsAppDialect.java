package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How one WhatsApp file writes its headers, learned in a first pass.
 *
 * @param dialects the notations in use; a header in another one is pasted text
 * @param order order of day and month
 * @param guessed whether nothing in the file decided that order
 * @param participants names whose end is certain, because ": " follows
 */
record WhatsAppDialect(
    Set<String> dialects, DateOrder order, boolean guessed, Set<String> participants) {
  private static final int MAX_PARTICIPANTS = 10_000;

  /** A second notation must hold this share of the headers: two exports joined, a new phone. */
  private static final double MIN_SHARE = 0.25;

  private static final int MIN_LINES = 3;

  static WhatsAppDialect learn(LineReader lines, DateOrder configured) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    Map<String, DateOrderEvidence> evidence = new HashMap<>();
    Set<String> participants = new HashSet<>();
    for (String line = lines.nextBeforeDamage(); line != null; line = lines.nextBeforeDamage()) {
      WhatsAppHeader header = WhatsAppHeader.of(line);
      if (header != null) {
        counts.merge(header.dialect(), 1L, Long::sum);
        if (!header.yearFirst()) {
          evidence
              .computeIfAbsent(header.dialect(), key -> new DateOrderEvidence())
              .add(header.first(), header.second(), header.third());
        }
        int end = header.rest().indexOf(": ");
        if (end > 0 && participants.size() < MAX_PARTICIPANTS) {
          participants.add(header.rest().substring(0, end));
        }
      }
    }
    return decide(counts, evidence, participants, configured);
  }

  private static WhatsAppDialect decide(
      Map<String, Long> counts,
      Map<String, DateOrderEvidence> evidence,
      Set<String> participants,
      DateOrder configured) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Set<String> accepted = new HashSet<>();
    counts.forEach(
        (dialect, count) -> {
          if (count == most || count >= MIN_LINES && count >= MIN_SHARE * total) {
            accepted.add(dialect);
          }
        });
    DateOrder order = configured;
    for (String dialect : accepted.stream().sorted().toList()) {
      if (order == DateOrder.AUTO && evidence.containsKey(dialect)) {
        order = evidence.get(dialect).decide();
      }
    }
    boolean dated = accepted.stream().anyMatch(evidence::containsKey);
    boolean guessed = dated && order == DateOrder.AUTO;
    return new WhatsAppDialect(
        accepted, order == DateOrder.AUTO ? DateOrder.DAY_FIRST : order, guessed, participants);
  }

  /** The header of a line in a dialect of this file, or null. */
  WhatsAppHeader header(String line) {
    WhatsAppHeader header = WhatsAppHeader.of(line);
    return header != null && dialects.contains(header.dialect()) ? header : null;
  }
}
