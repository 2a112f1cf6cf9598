package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as Discord's client shows it: {@code Today at 12:06 PM}, {@code Yesterday at 23:53},
 * {@code Last Monday at 8:39 AM}, {@code 03/14/2021}, {@code 06/15/2024 3:19 AM}.
 */
final class PasteTime {
  /** Groups: day word, weekday, two numbers and a year, then hour, minute and PM or pm. */
  static final Pattern PATTERN =
      Pattern.compile(
          "(?:(Today|Yesterday|(?:Last )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) at "
              + "|(\\d{2})/(\\d{2})/(\\d{4})(?:,? (?:at )?(?=\\d{1,2}:\\d{2}))?)"
              + "(?:(?<!\\d{4})(\\d{1,2}):(\\d{2})(?:\\h?([AP])M|\\h([ap])m(?![a-z]))?)?");

  private PasteTime() {}

  /** Lines with a time that something stands before. */
  static int likeness(Head head, FormatConfig config) {
    return head.countLines(
        line -> {
          Matcher match = PATTERN.matcher(line);
          return match.find() && match.start() > 0;
        });
  }

  /** Whether a match has a time of day; a bare date is a header only where it ends its line. */
  static boolean hasTimeOfDay(MatchResult match) {
    return match.group(6) != null;
  }

  static boolean hasHalfDay(MatchResult match) {
    return match.group(8) != null || match.group(9) != null;
  }

  static boolean isNumeric(MatchResult match) {
    return match.group(5) != null;
  }

  static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  /**
   * The instant, or null when the numbers are no time.
   *
   * @param pasted the day that "Today" means
   */
  static Instant instant(MatchResult match, LocalDate pasted, DateOrder order, ZoneId zone) {
    try {
      LocalDate day = isNumeric(match) ? numericDay(match, order) : relativeDay(match, pasted);
      return day.atTime(timeOfDay(match)).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate numericDay(MatchResult match, DateOrder order) {
    int first = number(match, 3);
    int second = number(match, 4);
    boolean monthFirst = order == DateOrder.MONTH_FIRST;
    return LocalDate.of(number(match, 5), monthFirst ? first : second, monthFirst ? second : first);
  }

  private static LocalDate relativeDay(MatchResult match, LocalDate pasted) {
    if (match.group(2) == null) {
      return match.group(1).equals("Today") ? pasted : pasted.minusDays(1);
    }
    DayOfWeek weekday = DayOfWeek.valueOf((match.group(2) + "day").toUpperCase(Locale.ROOT));
    return pasted.with(TemporalAdjusters.previous(weekday));
  }

  private static LocalTime timeOfDay(MatchResult match) {
    if (!hasTimeOfDay(match)) {
      return LocalTime.MIDNIGHT;
    }
    int hour = number(match, 6);
    if (hasHalfDay(match) && hour <= 12) {
      String half = match.group(8) != null ? match.group(8) : match.group(9);
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    return LocalTime.of(hour, number(match, 7));
  }
}
