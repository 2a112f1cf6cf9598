package org.idiolect.ingest.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

/** Times that exporters write as seconds since 1970, with or without a fraction. */
final class EpochTime {
  private static final int NANO_DIGITS = 9;
  private static final int MOST_DIGITS = 30;

  private EpochTime() {}

  /**
   * The time of {@code 1614550400.000100}; digits beyond nanoseconds are dropped.
   *
   * @throws DateTimeException if that is no number, or no time
   */
  static Instant ofSeconds(String text) {
    try {
      BigDecimal seconds = new BigDecimal(text.strip());
      if (seconds.precision() > MOST_DIGITS || Math.abs((long) seconds.scale()) > MOST_DIGITS) {
        throw new DateTimeException("too many digits");
      }
      BigDecimal nanos = seconds.setScale(NANO_DIGITS, RoundingMode.FLOOR);
      long whole = nanos.setScale(0, RoundingMode.FLOOR).longValueExact();
      return Instant.ofEpochSecond(
          whole,
          nanos.subtract(BigDecimal.valueOf(whole)).movePointRight(NANO_DIGITS).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      throw new DateTimeException("no count of seconds", e);
    }
  }
}
