package org.idiolect.jobs.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** One invented person: settings and, by speech act, phrases with the slots {t}, {p}, {x}, {d}. */
record Persona(String name, Map<String, List<String>> entries) {

  static Persona read(String id) {
    Map<String, List<String>> entries = new HashMap<>();
    for (String line : lines(id + ".txt")) {
      int space = line.indexOf(' ');
      entries.put(line.substring(0, space), List.of(line.substring(space + 1).split("\\|", -1)));
    }
    return new Persona(entries.get("name").get(0), entries);
  }

  static List<String> lines(String resource) {
    try (InputStream in = Persona.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String phrase(String act, Topic topic, SplittableRandom random) {
    String text = pick(entries.get("[" + act + "]"), random);
    String filled = topic.fill(text, random) + pick(entries.get("[tail]"), random);
    return switch (entries.get("case").get(0)) {
      case "lower" -> filled.toLowerCase(Locale.ROOT);
      case "upper" -> filled.toUpperCase(Locale.ROOT);
      default -> filled;
    };
  }

  /** Chance in percent of sending another message at once. */
  int burst() {
    return Integer.parseInt(entries.get("burst").get(0));
  }

  /** An hour of day, UTC, at which this person starts to write. */
  int hour(SplittableRandom random) {
    String[] range = entries.get("hours").get(0).split(" ");
    return random.nextInt(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
  }

  static String pick(List<String> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
