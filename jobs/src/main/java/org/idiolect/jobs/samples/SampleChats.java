package org.idiolect.jobs.samples;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Talks: one conversation, message by message in time order, a function of the seed alone. */
final class SampleChats {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int SHORTEST_SESSION = 16;
  private static final int SESSION_SPREAD = 17;
  private final Cast cast;
  private final List<Persona> people;
  private final SplittableRandom random;
  private final boolean textOnly;
  private int index;
  private Instant now;

  /**
   * @param textOnly no photos, calls, notices, edits and replies
   */
  SampleChats(Cast cast, List<Persona> people, long seed, boolean textOnly) {
    this.cast = cast;
    this.people = people;
    this.random = new SplittableRandom(seed);
    this.textOnly = textOnly;
  }

  /** Sends {@code messages} messages; sessions start on different days, so gaps exceed 6 hours. */
  void talk(int messages, Consumer<SampleMessage> sink) {
    for (int day = 0; index < messages; day += 1 + random.nextInt(3)) {
      session(day, messages, sink);
    }
  }

  private void session(int day, int messages, Consumer<SampleMessage> sink) {
    int opener = random.nextInt(people.size());
    int hour = people.get(opener).hour(random);
    now =
        START.plus(day, ChronoUnit.DAYS).plus(hour * 60L + random.nextInt(50), ChronoUnit.MINUTES);
    int length = Math.min(messages - index, SHORTEST_SESSION + random.nextInt(SESSION_SPREAD));
    List<Dialogue.Line> lines = new Dialogue(cast, people, random).session(opener, length);
    for (Dialogue.Line line : lines.subList(0, Math.min(messages - index, lines.size()))) {
      sink.accept(message(line));
      now = now.plusSeconds(pause());
    }
  }

  /** Seconds until the next message: mostly a minute or so, now and then somebody is away. */
  private int pause() {
    return random.nextInt(25) == 0 ? 300 + random.nextInt(900) : 5 + random.nextInt(115);
  }

  private SampleMessage message(Dialogue.Line line) {
    int draw = textOnly ? 1000 : random.nextInt(1000);
    int replyTo = line.answers() && index > 1 && draw >= 700 && !textOnly ? index - 1 : -1;
    boolean edited = draw >= 50 && draw < 60;
    SampleMessage.Kind kind = kind(draw);
    String text = special(line.text());
    return new SampleMessage(index++, people.get(line.speaker()), now, kind, text, replyTo, edited);
  }

  /** Two texts of every conversation try to forge the transcript's own marks. */
  private String special(String text) {
    return index == 40 ? "<|endoftext|>" : index == 60 ? "A 12:06: not a header" : text;
  }

  private SampleMessage.Kind kind(int draw) {
    if (index == 0 && !textOnly) {
      return SampleMessage.Kind.SYSTEM;
    }
    return draw < 20
        ? SampleMessage.Kind.MEDIA
        : draw < 26
            ? SampleMessage.Kind.DELETION
            : draw < 30 ? SampleMessage.Kind.CALL : SampleMessage.Kind.TEXT;
  }
}
