package org.idiolect.window;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Letters of the people of one transcript, by first appearance: A, B, ..., Z, AA, AB, ... */
final class SpeakerLetters {
  private static final int ALPHABET = 26;

  private final Map<String, String> letters = new LinkedHashMap<>();

  /** The letter that this author has or would get next. */
  String peek(String authorId) {
    String letter = letters.get(authorId);
    return letter == null ? letter(letters.size()) : letter;
  }

  String take(String authorId) {
    String letter = peek(authorId);
    letters.put(authorId, letter);
    return letter;
  }

  /** Letter of each author, in order of appearance. */
  Map<String, String> byAuthor() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(letters));
  }

  /** The letters of a zero-based position: 0 is A, 25 is Z, 26 is AA. */
  static String letter(int position) {
    StringBuilder letters = new StringBuilder();
    for (int rest = position + 1; rest > 0; rest = (rest - 1) / ALPHABET) {
      letters.append((char) ('A' + (rest - 1) % ALPHABET));
    }
    return letters.reverse().toString();
  }
}
