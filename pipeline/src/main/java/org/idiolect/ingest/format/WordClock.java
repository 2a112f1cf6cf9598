package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The time of day in a sentence of any language: its digits, and whether words around them say
 * morning or afternoon.
 */
final class WordClock {
  /** Dots stand in dates too, so that a clock with colons goes before. */
  private static final List<Pattern> CLOCKS =
      Stream.of(":", "\\.")
          .map(
              mark ->
                  "(?<!\\p{Nd})(\\p{Nd}{1,2})%1$s(\\p{Nd}{2})(?:%1$s(\\p{Nd}{2}))?(?!\\p{Nd})"
                      .formatted(mark))
          .map(Pattern::compile)
          .toList();

  private static final Pattern AFTERNOON =
      Pattern.compile("(?i)(?<!\\p{L})p\\.?\\h?m\\.?(?!\\p{L})|下午|午後|오후");
  private static final Pattern MORNING =
      Pattern.compile("(?i)(?<!\\p{L})a\\.?\\h?m\\.?(?!\\p{L})|上午|午前|오전");
  private static final int NOON = 12;

  private WordClock() {}

  /**
   * @param rest the sentence without the digits of the clock
   */
  record Found(LocalTime time, String rest) {}

  /**
   * The first clock in a sentence; null when it has none.
   *
   * @throws DateTimeException when there is no such time of day
   */
  static Found find(String sentence) {
    Matcher clock = CLOCKS.get(0).matcher(sentence);
    if (!clock.find()) {
      clock = CLOCKS.get(1).matcher(sentence);
      if (!clock.find()) {
        return null;
      }
    }
    String rest = sentence.substring(0, clock.start()) + " " + sentence.substring(clock.end());
    int second = clock.group(3) == null ? 0 : number(clock.group(3));
    return new Found(
        LocalTime.of(hour(number(clock.group(1)), rest), number(clock.group(2)), second), rest);
  }

  /** The value of decimal digits of any script. */
  static int number(String digits) {
    return digits.chars().map(Character::getNumericValue).reduce(0, (n, digit) -> n * 10 + digit);
  }

  private static int hour(int hour, String words) {
    if (AFTERNOON.matcher(words).find()) {
      return hour < NOON ? hour + NOON : hour;
    }
    return hour == NOON && MORNING.matcher(words).find() ? 0 : hour;
  }
}
