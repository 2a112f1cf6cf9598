package org.idiolect.ingest.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Learns the dialect of a WhatsApp file from its lines, in their order. */
public final class WhatsAppLearner {
  private static final int MAX_PARTICIPANTS = 10_000;

  /** A second notation must hold this share of the headers: two exports joined, a new phone. */
  private static final double MIN_SHARE = 0.25;

  private static final int MIN_LINES = 3;

  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, DateOrderEvidence> evidence = new HashMap<>();
  private final Set<String> participants = new HashSet<>();

  /**
   * Takes the next line.
   *
   * @param line without its end
   * @return the notation of its header; null when it has none
   */
  public String take(String line) {
    WhatsAppHeader header = WhatsAppHeader.of(line);
    if (header == null) {
      return null;
    }
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
    return header.dialect();
  }

  /**
   * The dialect of the lines so far.
   *
   * @param config may say the order of day and month
   */
  public WhatsAppDialect dialect(FormatConfig config) {
    Set<String> accepted = accepted();
    DateOrder order = config.dateOrder();
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

  private Set<String> accepted() {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Set<String> accepted = new HashSet<>();
    counts.forEach(
        (dialect, count) -> {
          if (count == most || count >= MIN_LINES && count >= MIN_SHARE * total) {
            accepted.add(dialect);
          }
        });
    return accepted;
  }
}
