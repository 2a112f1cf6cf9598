package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
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
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
  private static final List<Locale> LANGUAGES =
      Arrays.stream(Locale.getAvailableLocales())
          .filter(locale -> !locale.getLanguage().isEmpty() && locale.getCountry().isEmpty())
          .sorted((one, other) -> one.toLanguageTag().compareTo(other.toLanguageTag()))
          .toList();

  /** The language of the last sentence: a file has one. */
  private Locale language = Locale.ENGLISH;

  /** The time of a sentence; null when it is a date in no known language. */
  Instant parse(String sentence) {
    try {
      WordClock.Found clock = WordClock.find(sentence);
      LocalDate date = clock == null ? null : date(clock.rest());
      return date == null ? null : LocalDateTime.of(date, clock.time()).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private LocalDate date(String words) {
    List<Integer> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(words);
    while (matcher.find() && matcher.group().length() <= 4) {
      numbers.add(WordClock.number(matcher.group()));
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
      if (day <= month.length(Year.isLeap(year))
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
}
