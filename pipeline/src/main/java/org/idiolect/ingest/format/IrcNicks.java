package org.idiolect.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is behind a nick: changes that a log shows keep one person, until somebody leaves or joins
 * under that nick.
 *
 * <p>A person is called by the shortest nick that it had ({@code ann}, not {@code ann|away}), which
 * only a whole first pass can know: the second one is {@link #again}.
 */
final class IrcNicks {
  private static final Pattern RENAME = Pattern.compile("(\\S+) is now known as (\\S+)");
  private static final Pattern COMES_OR_GOES =
      Pattern.compile(
          "(?:Joins|Parts|Quits): (\\S+).*|(\\S+) [\\[(].*[\\])] has (?:joined|left|quit).*");

  private final Map<Integer, String> shortest;
  private final Map<String, Integer> current = new HashMap<>();
  private int people;

  IrcNicks() {
    this(new HashMap<>());
  }

  private IrcNicks(Map<Integer, String> shortest) {
    this.shortest = shortest;
  }

  /** The same log from its start, with what is known now. */
  IrcNicks again() {
    return new IrcNicks(shortest);
  }

  /** Takes what one of the network's own lines says of nicks. */
  void learn(String sentence) {
    Matcher rename = RENAME.matcher(sentence);
    if (rename.matches()) {
      rename(rename.group(1), rename.group(2));
      return;
    }
    Matcher moves = COMES_OR_GOES.matcher(sentence);
    if (moves.matches()) {
      current.remove(key(moves.group(1) == null ? moves.group(2) : moves.group(1)));
    }
  }

  /** The name of the person who now has a nick. */
  String person(String nick) {
    return shortest.getOrDefault(id(nick), nick);
  }

  /** Forgets who has which nick: the log was closed in between. */
  void startSession() {
    current.clear();
  }

  private void rename(String from, String to) {
    int id = id(from);
    current.remove(key(from));
    current.put(key(to), id);
    shortest.merge(id, shorter(from, to), IrcNicks::shorter);
  }

  private int id(String nick) {
    return current.computeIfAbsent(key(nick), unknown -> people++);
  }

  private static String shorter(String one, String other) {
    int difference = one.length() - other.length();
    return difference < 0 || (difference == 0 && one.compareTo(other) <= 0) ? one : other;
  }

  private static String key(String nick) {
    return nick.toLowerCase(Locale.ROOT);
  }
}
