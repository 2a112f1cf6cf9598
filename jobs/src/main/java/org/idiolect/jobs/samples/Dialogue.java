package org.idiolect.jobs.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is said in one session: greetings, some topics with a few exchanges each, a farewell. Within
 * a topic the thing and the friend that people speak of stay the same, and every reply belongs to
 * what was said before it.
 */
final class Dialogue {

  /**
   * @param speaker index into the people
   * @param answers whether it replies to the line before
   */
  record Line(int speaker, String text, boolean answers) {}

  private static final int MOST_EXCHANGES = 4;
  private static final int FAREWELL_LINES = 2;
  private static final Set<String> WITH_TAIL = Set.of("say", "reply", "aside", "bye");

  private final Cast cast;
  private final List<Persona> people;
  private final SplittableRandom random;
  private final List<Line> lines = new ArrayList<>();

  Dialogue(Cast cast, List<Persona> people, SplittableRandom random) {
    this.cast = cast;
    this.people = people;
    this.random = random;
  }

  /** A session that {@code opener} opens, of {@code length} lines or a few more. */
  List<Line> session(int opener, int length) {
    int other = otherThan(opener);
    greet(opener, other);
    greet(other, opener);
    Topic topic = null;
    while (lines.size() < length - FAREWELL_LINES) {
      topic = anotherThan(topic);
      talkAbout(topic, length - FAREWELL_LINES);
    }
    part(opener, other);
    part(other, opener);
    return lines;
  }

  private void talkAbout(Topic topic, int until) {
    Slots slots = new Slots(topic, random);
    List<Integer> open =
        new ArrayList<>(IntStream.range(0, topic.exchanges().size()).boxed().toList());
    int exchanges = 2 + random.nextInt(MOST_EXCHANGES - 1);
    for (int i = 0; i < exchanges && lines.size() < until; i++) {
      slots.drawMatter();
      exchange(topic.exchanges().get(open.remove(random.nextInt(open.size()))), slots);
    }
  }

  private void exchange(List<List<String>> turns, Slots slots) {
    int speaker = random.nextInt(people.size());
    int partner = otherThan(speaker);
    for (int turn = 0; turn < turns.size(); turn++) {
      int who = turn % 2 == 0 ? speaker : partner;
      int to = turn % 2 == 0 ? partner : speaker;
      state(who, to, Lines.pick(turns.get(turn), random), turn > 0, slots);
      // A last word that nobody asked for keeps a chat alive.
      if (turn > 0 && random.nextInt(100) < people.get(who).burst()) {
        aside(who, to);
      }
    }
    if (random.nextInt(100) < 45) {
      int reacting = turns.size() % 2 == 0 ? speaker : partner;
      say(reacting, "react", "", otherThan(reacting), slots, true);
    }
  }

  private void state(int who, int to, String clause, boolean answers, Slots slots) {
    boolean asks = clause.endsWith("?");
    String said = asks ? clause.substring(0, clause.length() - 1).strip() : clause;
    String act = asks ? (answers ? "probe" : "ask") : answers ? "reply" : "say";
    say(who, act, said, to, slots, answers);
  }

  private void aside(int who, int to) {
    say(who, "aside", "", to, fresh(), false);
  }

  private void greet(int who, int to) {
    join(who, "greet", "small", to);
  }

  private void part(int who, int to) {
    join(who, "close", "bye", to);
  }

  private void join(int who, String first, String second, int to) {
    String both =
        people.get(who).phrase(first, "", random)
            + " "
            + people.get(who).phrase(second, "", random);
    type(who, fresh().fill(both, people.get(to).call()), false);
  }

  private void say(int who, String act, String clause, int to, Slots slots, boolean answers) {
    Persona person = people.get(who);
    String phrase = person.phrase(act, clause, random);
    if (WITH_TAIL.contains(act) && random.nextInt(4) == 0) {
      phrase += " " + person.tail(random);
    }
    type(who, slots.fill(phrase, people.get(to).call()), answers);
  }

  private void type(int who, String thought, boolean answers) {
    boolean first = answers;
    for (String text : people.get(who).voice().messages(thought, random)) {
      lines.add(new Line(who, text, first));
      first = false;
    }
  }

  private Slots fresh() {
    return new Slots(Lines.pick(cast.topics(), random), random);
  }

  private Topic anotherThan(Topic topic) {
    Topic drawn = Lines.pick(cast.topics(), random);
    return drawn == topic ? anotherThan(topic) : drawn;
  }

  private int otherThan(int person) {
    return (person + 1 + random.nextInt(people.size() - 1)) % people.size();
  }
}
