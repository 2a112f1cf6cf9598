package org.idiolect.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.idiolect.tokenize.HostileText;

/** Seeded sessions of two to thirty people who write hostile texts around midnight. */
final class InventedSessions {
  private static final Instant START = Instant.parse("2021-03-14T21:30:00Z");

  private InventedSessions() {}

  static List<SessionMessage> next(Random random, int messages) {
    int people = random.nextInt(10) == 0 ? 30 : 2 + random.nextInt(3);
    List<SessionMessage> session = new ArrayList<>();
    Instant at = START;
    for (int i = 0; i < messages; i++) {
      at = at.plusSeconds(random.nextInt(2 * 3600));
      int parts = random.nextInt(12) == 0 ? 200 : 10;
      String text = HostileText.next(random, parts);
      Utterance utterance = new Utterance("person-" + random.nextInt(people), at, text);
      session.add(new SessionMessage("m" + i, utterance, words(text)));
    }
    return session;
  }

  static List<Utterance> utterances(List<SessionMessage> session) {
    return session.stream().map(SessionMessage::utterance).toList();
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
