package org.idiolect.generate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idiolect.window.Utterance;

/** A conversation while it goes on: what was said, and which headers may follow. */
final class GrowingConversation {
  /** Messages in a row after which somebody else has to speak. */
  private static final int LONGEST_RUN = 4;

  /** A pause above this is a new session, which a continuation is not. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private final List<Utterance> messages;
  private final int begun;
  private final long seed;
  private int headersSampled;
  private int turnsForced;

  /**
   * Goes on from a history of at least one message.
   *
   * @param seed of its random numbers
   */
  GrowingConversation(List<Utterance> history, long seed) {
    this.messages = new ArrayList<>(history);
    this.begun = history.size();
    this.seed = seed;
  }

  List<Utterance> messages() {
    return messages;
  }

  long seed() {
    return seed;
  }

  void add(Utterance message) {
    messages.add(message);
  }

  /** The turn that a sampled header names, unless it does not fit. */
  Optional<Turn> read(String header, Map<String, String> letters) {
    headersSampled++;
    return Turn.parse(header, letters, last().sentAt())
        .filter(turn -> !isTooLate(turn) && !isMonologue(turn.authorId()));
  }

  /** When no header fits: the one who was silent longest, a minute later. */
  Turn rule() {
    turnsForced++;
    return new Turn(silentLongest(), last().sentAt().plusSeconds(60));
  }

  Continued continued() {
    List<Utterance> added = messages.subList(begun, messages.size());
    int accepted = added.size() - turnsForced;
    return new Continued(added, headersSampled, headersSampled - accepted, turnsForced);
  }

  private Utterance last() {
    return messages.get(messages.size() - 1);
  }

  private boolean isTooLate(Turn turn) {
    return Duration.between(last().sentAt(), turn.sentAt()).compareTo(LONGEST_PAUSE) > 0;
  }

  private boolean isMonologue(String authorId) {
    List<Utterance> newest =
        messages.subList(Math.max(0, messages.size() - LONGEST_RUN), messages.size());
    return newest.size() == LONGEST_RUN
        && newest.stream().allMatch(message -> message.authorId().equals(authorId));
  }

  private String silentLongest() {
    List<String> byRecency = new ArrayList<>();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (!byRecency.contains(messages.get(i).authorId())) {
        byRecency.add(messages.get(i).authorId());
      }
    }
    return byRecency.get(byRecency.size() - 1);
  }
}
