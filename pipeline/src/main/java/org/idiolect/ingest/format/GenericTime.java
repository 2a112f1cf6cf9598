package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Times of generic files: ISO 8601 with or without an offset, or a count since 1970. */
final class GenericTime {
  /** Counts up to this are seconds (year 5138), then milliseconds, then microseconds. */
  private static final long MAX_SECONDS = 100_000_000_000L;

  private static final long MAX_MILLIS = MAX_SECONDS * 1_000;
  private static final long MAX_MICROS = MAX_MILLIS * 1_000;

  /** The year 1990 in seconds: smaller counts are errors and tell nothing of the unit. */
  private static final long LEAST = 631_152_000L;

  private static final Pattern COUNT = Pattern.compile("-?\\d{1,18}");
  private static final Pattern LEAP_SECOND = Pattern.compile("(?<=:59):60(?!\\d)");

  /** What counts since 1970 count. */
  enum Unit {
    SECONDS,
    MILLIS,
    MICROS,
    /** Ticks of Windows or of .NET, or nanoseconds: not read. */
    OTHER
  }

  private GenericTime() {}

  /** The unit of a count, by its size; null for dates, and for counts that tell nothing. */
  static Unit unit(String value) {
    String trimmed = value.strip();
    if (!COUNT.matcher(trimmed).matches()) {
      return null;
    }
    long count = Math.abs(Long.parseLong(trimmed));
    if (count < LEAST) {
      return null;
    }
    return count <= MAX_SECONDS
        ? Unit.SECONDS
        : count <= MAX_MILLIS ? Unit.MILLIS : count <= MAX_MICROS ? Unit.MICROS : Unit.OTHER;
  }

  /**
   * {@code 2021-03-14T12:06:00Z}, {@code 2021-03-14 12:06}, {@code 1615723560} or with ms or us.
   */
  static Instant parse(String value, ZoneId zone) {
    String trimmed = value.strip();
    if (COUNT.matcher(trimmed).matches()) {
      return fromCount(Long.parseLong(trimmed));
    }
    if (trimmed.length() == 10) {
      return LocalDate.parse(trimmed).atStartOfDay(zone).toInstant();
    }
    String iso = LEAP_SECOND.matcher(trimmed.replaceFirst(" ", "T")).replaceFirst(":59");
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
