package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Times as imessage-exporter writes them, local and English: {@code May 17, 2022 5:29:42 PM}, with
 * a second space before an hour of one digit.
 */
final class ImessageTime {
  /** A time at the start of a line. */
  static final String PATTERN = "[A-Z][a-z]{2} \\d{1,2}, \\d{4} {1,2}\\d{1,2}:\\d{2}:\\d{2} [AP]M";

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private ImessageTime() {}

  /**
   * @throws DateTimeException when there is no such time
   */
  static LocalDateTime parse(String written) {
    return LocalDateTime.parse(written.replaceAll(" +", " "), FORMAT);
  }
}
