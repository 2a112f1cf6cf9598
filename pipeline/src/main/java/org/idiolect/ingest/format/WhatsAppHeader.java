package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time at the start of a WhatsApp line, in any of the app's many notations.
 *
 * <p>{@code 31/12/2023, 23:59 - }, {@code [31.12.23, 11:59:58 PM] }, {@code 2024/12/31 23:59 - }.
 *
 * @param dialect everything that one file writes in one way; a header in another dialect is text
 *     that somebody pasted
 * @param first first number of the date, and so on; the year is already four digits
 * @param rest what follows the time
 */
record WhatsAppHeader(
    String dialect,
    boolean yearFirst,
    int first,
    int second,
    int third,
    int hour,
    int minute,
    int second60,
    String rest) {
  private static final int MAX_HEADER_CHARS = 80;
  private static final int LEAST_HEADER_CHARS = 10;
  private static final Pattern HEADER =
      Pattern.compile(
          "[\\u200e\\u200f\\ufeff\\u202a-\\u202e]*(\\[)?"
              + "(\\p{Nd}{1,4})([./-])\\h?(\\p{Nd}{1,2})\\3\\h?(\\p{Nd}{2,4}),?\\h?"
              + "(?:\\h(?:à|klo|um|kl|a las|às|alle)\\h)?\\h?"
              + "(?:(上午|下午|午前|午後|오전|오후)\\h?)?"
              + "(\\p{Nd}{1,2})[:.](\\p{Nd}{2})(?:[:.](\\p{Nd}{2}))?"
              + "(?:\\h?([AaPp])\\.?\\h?[Mm]\\.?|\\h(vorm\\.|nachm\\.|morgens|mittags|abends|nachts))?"
              + "(\\]\\h?|\\h[-\\u2013]\\h|:\\h)");

  /** Lines with a header and an author. */
  static int likeness(Head head, FormatConfig config) {
    return head.countLines(
        line -> {
          WhatsAppHeader header = of(line);
          return header != null && header.rest().indexOf(':') > 0;
        });
  }

  /** The header of a line, or null when it has none. */
  static WhatsAppHeader of(String line) {
    if (line.length() < LEAST_HEADER_CHARS || !mayBegin(line)) {
      return null;
    }
    WhatsAppHeader plain = new PlainWhatsAppHeader(line).read();
    return plain != null ? plain : matched(line);
  }

  /** What the pattern says, without shortcuts. */
  static WhatsAppHeader matched(String line) {
    int end = Math.min(line.length(), MAX_HEADER_CHARS);
    if (end < LEAST_HEADER_CHARS) {
      return null;
    }
    Matcher matcher = HEADER.matcher(line).region(0, end);
    if (!matcher.lookingAt() || (matcher.group(1) == null) != !closesBracket(matcher)) {
      return null;
    }
    return build(matcher, line.substring(matcher.end()));
  }

  /** Whether a digit comes first, but for marks and one bracket, as in every header. */
  private static boolean mayBegin(String line) {
    int at = 0;
    while (at < line.length() && isMark(line.charAt(at))) {
      at++;
    }
    at += at < line.length() && line.charAt(at) == '[' ? 1 : 0;
    return at < line.length() && Character.isDigit(line.charAt(at));
  }

  private static boolean isMark(char c) {
    return c == '\u200e' || c == '\u200f' || c == '\ufeff' || c >= '\u202a' && c <= '\u202e';
  }

  private static WhatsAppHeader build(Matcher matcher, String rest) {
    int first = number(matcher.group(2));
    int third = number(matcher.group(5));
    boolean yearFirst = matcher.group(2).length() == 4;
    String marker = firstOf(matcher.group(6), matcher.group(10), matcher.group(11));
    boolean hasSeconds = matcher.group(9) != null;
    String dialect =
        (matcher.group(1) == null ? "" : "[")
            + matcher.group(3)
            + (yearFirst ? "y" : matcher.group(5).length())
            + (hasSeconds ? "s" : "")
            + (marker == null ? "" : "p")
            + matcher.group(12).strip();
    return new WhatsAppHeader(
        dialect,
        yearFirst,
        yearFirst || first >= 100 ? first : first,
        number(matcher.group(4)),
        yearFirst ? third : fullYear(third),
        hour(number(matcher.group(7)), marker),
        number(matcher.group(8)),
        hasSeconds ? number(matcher.group(9)) : 0,
        rest);
  }

  /** The instant; null when the numbers are no date in this order. */
  Instant instant(DateOrder order, ZoneId zone) {
    boolean dayFirst = order != DateOrder.MONTH_FIRST;
    int year = yearFirst ? first : third;
    int month = yearFirst || dayFirst ? second : first;
    int day = yearFirst ? third : dayFirst ? first : second;
    try {
      int nextDay = hour == 24 ? 1 : 0;
      return LocalDateTime.of(year, month, day, hour % 24, minute, Math.min(second60, 59))
          .plusDays(nextDay)
          .atZone(zone)
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean closesBracket(Matcher matcher) {
    return matcher.group(12).startsWith("]");
  }

  static int fullYear(int year) {
    return year < 100 ? 2000 + year : year;
  }

  /**
   * Hours of a 12-hour clock; {@code 00:08 AM} and {@code 13:00 PM} occur and mean what they say.
   */
  static int hour(int hour, String marker) {
    if (marker == null || hour > 12) {
      return hour;
    }
    boolean afternoon =
        switch (marker.toLowerCase(Locale.ROOT)) {
          case "p", "下午", "午後", "오후", "nachm.", "mittags", "abends" -> true;
          default -> false;
        };
    return hour % 12 + (afternoon ? 12 : 0);
  }

  private static String firstOf(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
