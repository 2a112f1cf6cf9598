package org.idiolect.jobs.samples;

import java.util.List;
import java.util.SplittableRandom;

/** What a session is about; its thing stays the same, so that replies refer to what was said. */
record Topic(String thing, List<String> places, List<String> details) {

  private static final List<String> TOPICS = Persona.lines("topics.txt");
  private static final List<String> DAYS =
      List.of("tonight", "tomorrow", "on friday", "on sunday", "next week", "after lunch");

  static Topic draw(SplittableRandom random) {
    String line = Persona.pick(TOPICS, random);
    String[] parts = line.substring(line.indexOf(' ') + 1).split(" @ ");
    String thing = Persona.pick(List.of(parts[0].split("\\|")), random);
    return new Topic(thing, List.of(parts[1].split("\\|")), List.of(parts[2].split("\\|")));
  }

  String fill(String phrase, SplittableRandom random) {
    return phrase
        .replace("{t}", thing)
        .replace("{p}", Persona.pick(places, random))
        .replace("{x}", Persona.pick(details, random))
        .replace("{d}", Persona.pick(DAYS, random));
  }
}
