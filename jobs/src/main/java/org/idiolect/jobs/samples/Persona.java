package org.idiolect.jobs.samples;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One invented person: accounts, hours, a voice, and phrases for every speech act, in which {@code
 * {c}} stands for what is said ({@code {C}}: with a capital).
 *
 * @param entries the person's text file
 */
record Persona(Map<String, List<String>> entries, Voice voice) {

  /**
   * A person as one messenger knows it.
   *
   * @param id native id; null where the messenger's exports have none
   * @param handle account name; null where there is none
   * @param name name shown beside messages
   */
  record Account(String id, String handle, String name) {}

  static Persona read(String id) {
    Map<String, List<String>> entries = Lines.entries(Lines.of("people/" + id + ".txt"));
    return new Persona(entries, new Voice(entries));
  }

  String name() {
    return entries.get("name").get(0);
  }

  /** How friends call this person. */
  String call() {
    return entries.get("call").get(0);
  }

  /**
   * @param platform discord, telegram, whatsapp or generic
   */
  Account account(String platform) {
    List<String> parts = entries.get(platform);
    String name = parts.get(parts.size() - 1);
    return new Account(
        parts.size() > 1 ? parts.get(0) : null, parts.size() > 2 ? parts.get(1) : null, name);
  }

  /**
   * The phrase of a speech act in which {@code clause} is said, not yet filled nor spelled.
   *
   * @param clause empty for acts that say nothing else
   */
  String phrase(String act, String clause, SplittableRandom random) {
    String phrase = Lines.pick(entries.get("[" + act + "]"), random);
    return phrase.replace("{C}", Voice.capitalised(clause)).replace("{c}", clause);
  }

  String tail(SplittableRandom random) {
    return Lines.pick(entries.get("[tail]"), random);
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
}
