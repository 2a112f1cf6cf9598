package org.idiolect.jobs.samples;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Talks: one conversation, message by message in time order, a function of the seed alone. */
final class SampleChats {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int SESSION_MESSAGES = 24;
  private final List<Persona> people;
  private final SplittableRandom random;
  private final boolean textOnly;
  private int index;
  private Instant now;

  SampleChats(List<Persona> people, long seed, boolean textOnly) {
    this.people = people;
    this.random = new SplittableRandom(seed);
    this.textOnly = textOnly;
  }

  /** Sends {@code messages} messages; sessions start on different days, so gaps exceed 6 hours. */
  void talk(int messages, Consumer<SampleMessage> sink) {
    for (int day = 0; index < messages; day += 1 + random.nextInt(3)) {
      int left = messages - index;
      session(day, Math.min(left, SESSION_MESSAGES - 8 + random.nextInt(17)), sink);
    }
  }

  private void session(int day, int length, Consumer<SampleMessage> sink) {
    Topic topic = Topic.draw(random);
    int speaker = random.nextInt(people.size());
    int hour = people.get(speaker).hour(random);
    now =
        START.plus(day, ChronoUnit.DAYS).plus(hour * 60L + random.nextInt(50), ChronoUnit.MINUTES);
    String before = "";
    for (int i = 0; i < length; i++) {
      String act = act(i, length, before);
      sink.accept(message(people.get(speaker), act, topic));
      before = act;
      now = now.plus(random.nextInt(3), ChronoUnit.MINUTES);
      if (random.nextInt(100) >= people.get(speaker).burst()) {
        speaker = (speaker + 1 + random.nextInt(people.size() - 1)) % people.size();
      }
    }
  }

  private String act(int position, int length, String before) {
    if (position < 2) {
      return "open";
    }
    if (position >= length - 2) {
      return "close";
    }
    if (before.equals("ask")) {
      return "answer";
    }
    int draw = random.nextInt(100);
    return draw < 25 ? "ask" : draw < 75 ? "say" : "react";
  }

  private SampleMessage message(Persona author, String act, Topic topic) {
    String text = special(author.phrase(act, topic, random));
    if (random.nextInt(100) == 0) {
      text += "\n" + author.phrase("say", topic, random);
    }
    int draw = textOnly ? 1000 : random.nextInt(1000);
    SampleMessage.Kind kind = kind(draw);
    int replyTo = draw >= 900 && index > 1 && !textOnly ? index - 1 : -1;
    boolean edited = draw >= 50 && draw < 60;
    return new SampleMessage(index++, author.name(), now, kind, text, replyTo, edited);
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
