package org.idiolect.ingest.format;

/**
 * Reads the commonest notations of a WhatsApp header without the pattern, which costs ten times as
 * much: {@code 31/12/23, 23:59 - } and {@code [31.12.2023, 11:59:58 PM] }, in ASCII but for U+202F
 * before the half of the day.
 */
final class PlainWhatsAppHeader {
  private static final int NONE = -1;

  /**
   * What is told apart by a notation: bracket, mark of the date, year, seconds, half of the day.
   */
  private static final String[] DIALECTS = new String[2 * 3 * 5 * 2 * 2];

  private static final String DATE_MARKS = "./-";

  private final String line;
  private int at;

  PlainWhatsAppHeader(String line) {
    this.line = line;
  }

  /** The header that the pattern gives; null where only the pattern can tell. */
  WhatsAppHeader read() {
    boolean bracket = skip('[');
    int start = at;
    int first = number(1, 4);
    boolean yearFirst = at - start == 4;
    int mark = at < line.length() ? DATE_MARKS.indexOf(line.charAt(at)) : NONE;
    if (first == NONE || mark == NONE) {
      return null;
    }
    at++;
    int second = number(1, 2);
    if (second == NONE || !skip(DATE_MARKS.charAt(mark))) {
      return null;
    }
    start = at;
    int third = number(2, 4);
    int yearDigits = at - start;
    skip(',');
    if (third == NONE || !skip(' ')) {
      return null;
    }
    int hour = number(1, 2);
    int minute = hour == NONE || !skip(':') ? NONE : number(2, 2);
    boolean hasSeconds = minute != NONE && skip(':');
    int seconds = hasSeconds ? number(2, 2) : 0;
    if (minute == NONE || seconds == NONE) {
      return null;
    }
    String half = half();
    if (!ends(bracket)) {
      return null;
    }
    return new WhatsAppHeader(
        dialect(bracket, mark, yearFirst ? 0 : yearDigits, hasSeconds, half != null),
        yearFirst,
        first,
        second,
        yearFirst ? third : WhatsAppHeader.fullYear(third),
        WhatsAppHeader.hour(hour, half),
        minute,
        seconds,
        line.substring(at));
  }

  /** Reads {@code AM} or {@code PM} with the space before it. */
  private String half() {
    int before = at;
    if (!skip(' ')) {
      skip('\u202f');
    }
    String letter = skip('A') || skip('a') ? "a" : skip('P') || skip('p') ? "p" : null;
    if (letter != null && (skip('M') || skip('m'))) {
      return letter;
    }
    at = before;
    return null;
  }

  private boolean ends(boolean bracket) {
    return bracket ? skip(']') && skip(' ') : skip(' ') && skip('-') && skip(' ');
  }

  /** A number of so many digits and no more; {@link #NONE} where there is none. */
  private int number(int least, int most) {
    int start = at;
    int value = 0;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      value = value * 10 + line.charAt(at++) - '0';
      if (at - start > most) {
        return NONE;
      }
    }
    return at - start < least ? NONE : value;
  }

  private boolean skip(char c) {
    if (at < line.length() && line.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** One object for each notation, since there are few and millions of headers. */
  private static String dialect(
      boolean bracket, int mark, int yearDigits, boolean seconds, boolean half) {
    int index = (bracket ? 1 : 0) + 2 * (mark + 3 * (yearDigits + 5 * (seconds ? 1 : 0)));
    index = 2 * index + (half ? 1 : 0);
    String known = DIALECTS[index];
    if (known == null) {
      known =
          (bracket ? "[" : "")
              + DATE_MARKS.charAt(mark)
              + (yearDigits == 0 ? "y" : yearDigits)
              + (seconds ? "s" : "")
              + (half ? "p" : "")
              + (bracket ? "]" : "-");
      DIALECTS[index] = known;
    }
    return known;
  }
}
