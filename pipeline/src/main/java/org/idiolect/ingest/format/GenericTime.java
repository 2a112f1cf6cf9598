package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times of generic files: ISO 8601 with or without an offset, or a count since 1970. */
final class GenericTime {
  /** Counts up to this are seconds (year 5138), then milliseconds, then microseconds. */
  private static final long MAX_SECONDS = 100_000_000_000L;

  private static final long MAX_MILLIS = MAX_SECONDS * 1_000;

  private GenericTime() {}

  /**
   * {@code 2021-03-14T12:06:00Z}, {@code 2021-03-14 12:06}, {@code 1615723560} or with ms or us.
   */
  static Instant parse(String value, ZoneId zone) {
    String trimmed = value.strip();
    if (trimmed.matches("-?\\d{1,18}")) {
      return fromCount(Long.parseLong(trimmed));
    }
    if (trimmed.length() == 10) {
      return LocalDate.parse(trimmed).atStartOfDay(zone).toInstant();
    }
    String iso = trimmed.replaceFirst(" ", "T");
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException withoutOffset) {
      return LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
  }

  private static Instant fromCount(long count) {
    if (Math.abs(count) <= MAX_SECONDS) {
      return Instant.ofEpochSecond(count);
    }
    if (Math.abs(count) <= MAX_MILLIS) {
      return Instant.ofEpochMilli(count);
    }
    return Instant.ofEpochSecond(
        Math.floorDiv(count, 1_000_000L), Math.floorMod(count, 1_000_000L) * 1_000L);
  }
}
