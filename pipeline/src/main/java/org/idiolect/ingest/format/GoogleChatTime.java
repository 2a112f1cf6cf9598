package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times that Google Takeout writes as a sentence in the account's language: {@code Tuesday, July 9,
 * 2019 at 8:04:05 PM UTC}. Always UTC.
 *
 * <p>Clock, year and day are digits in all of them. The month is a name in the language whose name
 * of that day's weekday stands there too; some month names mean different months in two languages.
 */
final class GoogleChatTime {
  private static final Pattern CLOCK =
      Pattern.compile("(\\p{Nd}{1,2})[:.](\\p{Nd}{2})[:.](\\p{Nd}{2})");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
  private static final Pattern AFTERNOON =
      Pattern.compile("(?i)(?<!\\p{L})p\\.?\\h?m\\.?(?!\\p{L})|下午|午後|오후");
  private static final Pattern MORNING =
      Pattern.compile("(?i)(?<!\\p{L})a\\.?\\h?m\\.?(?!\\p{L})|上午|午前|오전");
  private static final List<Locale> LANGUAGES =
      Arrays.stream(Locale.getAvailableLocales())
          .filter(locale -> !locale.getLanguage().isEmpty() && locale.getCountry().isEmpty())
          .sorted((one, other) -> one.toLanguageTag().compareTo(other.toLanguageTag()))
          .toList();
  private static final int NOON = 12;

  /** The language of the last sentence: a file has one. */
  private Locale language = Locale.ENGLISH;

  /** The time of a sentence; null when it is a date in no known language. */
  Instant parse(String sentence) {
    Matcher clock = CLOCK.matcher(sentence);
    if (!clock.find()) {
      return null;
    }
    String words = sentence.substring(0, clock.start()) + " " + sentence.substring(clock.end());
    try {
      LocalDate date = date(words);
      return date == null
          ? null
          : LocalDateTime.of(
                  date,
                  java.time.LocalTime.of(hour(clock, words), minutes(clock, 2), minutes(clock, 3)))
              .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int minutes(Matcher clock, int group) {
    return number(clock.group(group));
  }

  private static int hour(Matcher clock, String words) {
    int hour = number(clock.group(1));
    if (AFTERNOON.matcher(words).find()) {
      return hour < NOON ? hour + NOON : hour;
    }
    return hour == NOON && MORNING.matcher(words).find() ? 0 : hour;
  }

  private LocalDate date(String words) {
    List<Integer> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(words);
    while (matcher.find() && matcher.group().length() <= 4) {
      numbers.add(number(matcher.group()));
    }
    if (numbers.size() == 3) {
      return numbers.get(0) > 31
          ? LocalDate.of(numbers.get(0), numbers.get(1), numbers.get(2))
          : LocalDate.of(numbers.get(2), numbers.get(1), numbers.get(0));
    }
    if (numbers.size() != 2) {
      return null;
    }
    boolean yearFirst = numbers.get(0) > 31;
    int year = numbers.get(yearFirst ? 0 : 1);
    int day = numbers.get(yearFirst ? 1 : 0);
    LocalDate date = dateIn(language, words, year, day);
    for (int i = 0; i < LANGUAGES.size() && date == null; i++) {
      date = dateIn(LANGUAGES.get(i), words, year, day);
      language = date == null ? language : LANGUAGES.get(i);
    }
    return date;
  }

  /** The date whose month and weekday both stand there in this language; null for none. */
  private static LocalDate dateIn(Locale locale, String words, int year, int day) {
    String lower = words.toLowerCase(locale);
    for (Month month : Month.values()) {
      if (day <= month.length(java.time.Year.isLeap(year))
          && names(lower, month.getDisplayName(TextStyle.FULL, locale), locale, month)) {
        LocalDate date = LocalDate.of(year, month, day);
        String weekday = date.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
        if (lower.contains(weekday.toLowerCase(locale))) {
          return date;
        }
      }
    }
    return null;
  }

  private static boolean names(String lower, String name, Locale locale, Month month) {
    String alone = month.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    return lower.contains(name.toLowerCase(locale)) || lower.contains(alone.toLowerCase(locale));
  }

  private static int number(String digits) {
    return digits.chars().map(Character::getNumericValue).reduce(0, (n, digit) -> n * 10 + digit);
  }
}
