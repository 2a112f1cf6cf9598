package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in the pages of Messenger and Instagram, which are local and in the account's language:
 * {@code Jan 5, 2021, 8:15 AM}, {@code 5 Jan 2021, 08:15}, {@code 9 de octubre de 2025, 8:09:15 a.
 * m.}.
 *
 * <p>A few month names mean different months in two languages. A file has one language, so that
 * each time leaves fewer of them; a month that is still open is no time.
 */
final class MessengerTime {
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}.]+");
  private static final Pattern DAY_MONTH_WORD = Pattern.compile("(?i)(?<!\\p{L})th(?:áng|g)");
  private static final int FIRST_YEAR = 1000;
  private static final Map<String, Map<String, Month>> MONTHS = months();

  /** Languages that know the months of all times so far. */
  private Set<String> languages = new HashSet<>(MONTHS.keySet());

  /** The local time that a text means; null when it means none that is certain. */
  LocalDateTime parse(String text) {
    try {
      WordClock.Found clock = WordClock.find(text);
      LocalDate date = clock == null ? null : date(clock.rest());
      return date == null ? null : LocalDateTime.of(date, clock.time());
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
      return numeric(words, numbers);
    }
    if (numbers.size() != 2) {
      return null;
    }
    boolean yearFirst = numbers.get(0) >= FIRST_YEAR;
    Month month = month(words);
    return month == null
        ? null
        : LocalDate.of(numbers.get(yearFirst ? 0 : 1), month, numbers.get(yearFirst ? 1 : 0));
  }

  /** Three numbers have an order where the year is first, or where a word says it. */
  private static LocalDate numeric(String words, List<Integer> numbers) {
    if (numbers.get(0) >= FIRST_YEAR) {
      return LocalDate.of(numbers.get(0), numbers.get(1), numbers.get(2));
    }
    return DAY_MONTH_WORD.matcher(words).find()
        ? LocalDate.of(numbers.get(2), numbers.get(1), numbers.get(0))
        : null;
  }

  private Month month(String words) {
    Set<String> knowing = new HashSet<>();
    Set<Month> meant = EnumSet.noneOf(Month.class);
    List<String> tokens = WORD.matcher(words).results().map(word -> key(word.group())).toList();
    for (String language : languages) {
      for (String token : tokens) {
        Month month = MONTHS.get(language).get(token);
        if (month != null) {
          knowing.add(language);
          meant.add(month);
        }
      }
    }
    if (knowing.isEmpty()) {
      return null;
    }
    languages = knowing;
    return meant.size() == 1 ? meant.iterator().next() : null;
  }

  private static Map<String, Map<String, Month>> months() {
    Map<String, Map<String, Month>> months = new LinkedHashMap<>();
    for (String language :
        ("en de es fr it pt nl pl ru uk be tr az id ms sv da nb fi cs sk sl hr sr bg hu ro el hi bn"
                + " ar he th lt lv et ca")
            .split(" ")) {
      months.put(language, months(Locale.forLanguageTag(language)));
    }
    return months;
  }

  private static Map<String, Month> months(Locale language) {
    Map<String, Month> names = new HashMap<>();
    for (Month month : Month.values()) {
      for (TextStyle style :
          List.of(
              TextStyle.FULL,
              TextStyle.FULL_STANDALONE,
              TextStyle.SHORT,
              TextStyle.SHORT_STANDALONE)) {
        names.put(key(month.getDisplayName(style, language)), month);
      }
    }
    return names;
  }

  private static String key(String word) {
    return word.replace(".", "").toLowerCase(Locale.ROOT);
  }
}
