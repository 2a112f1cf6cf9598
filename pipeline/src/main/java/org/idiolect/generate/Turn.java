package org.idiolect.generate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who speaks next, and when.
 *
 * @param authorId the speaker
 * @param sentAt to the minute
 */
record Turn(String authorId, Instant sentAt) {
  private static final Pattern HEADER =
      Pattern.compile("(?:(\\d{4}-\\d{2}-\\d{2})\n)?([A-Z]{1,3}) (\\d{2}:\\d{2}):");

  /**
   * Reads a generated header such as {@code B 12:07:}.
   *
   * @param letters letter of each author in the prompt
   * @param after time of the message before; a header that goes back is refused
   */
  static Optional<Turn> parse(String generated, Map<String, String> letters, Instant after) {
    Matcher header = HEADER.matcher(generated);
    if (!header.lookingAt()) {
      return Optional.empty();
    }
    return letters.entrySet().stream()
        .filter(entry -> entry.getValue().equals(header.group(2)))
        .map(Map.Entry::getKey)
        .findFirst()
        .flatMap(author -> time(header, after).map(time -> new Turn(author, time)));
  }

  private static Optional<Instant> time(Matcher header, Instant after) {
    try {
      LocalDate day =
          header.group(1) == null
              ? LocalDate.ofInstant(after, ZoneOffset.UTC)
              : LocalDate.parse(header.group(1));
      Instant time = day.atTime(LocalTime.parse(header.group(3))).toInstant(ZoneOffset.UTC);
      // A message within the same minute as the one before it keeps that one's seconds.
      Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
      return time.isBefore(minute)
          ? Optional.empty()
          : Optional.of(time.isBefore(after) ? after : time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
