package org.idiolect.ingest.format;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Settings of reading one export, keys {@code ingest.format.*}.
 *
 * @param zone time zone of exports that write local times without one, for instance {@code
 *     Europe/Berlin}
 * @param dateOrder order of day and month in numeric dates
 * @param pasteDate day on which a Discord paste was copied (ISO date); empty = the file's
 *     modification day, flagged
 * @param pasteAuthors names in Discord pastes, where text and name run together
 * @param owner name of the person whose exports these are, for exports that write no name for them
 * @param maxTextChars longest accepted message
 * @param maxLineChars longest accepted line or cell of a text file
 * @param conversationColumn name of the conversation column in generic files
 * @param sentAtColumn name of the time column (ISO 8601, or epoch seconds, ms, us)
 * @param authorColumn name of the author column
 * @param textColumn name of the text column
 */
public record FormatConfig(
    String zone,
    DateOrder dateOrder,
    String pasteDate,
    List<String> pasteAuthors,
    String owner,
    int maxTextChars,
    int maxLineChars,
    String conversationColumn,
    String sentAtColumn,
    String authorColumn,
    String textColumn)
    implements Serializable {
  private static final int MOST_CHARS = 1 << 28;

  public FormatConfig {
    pasteAuthors = List.copyOf(pasteAuthors);
    requireTime(
        "ingest.format.zone", zone, "a time zone such as Europe/Berlin", () -> ZoneId.of(zone));
    if (!pasteDate.isEmpty()) {
      requireTime(
          "ingest.format.paste-date", pasteDate, "an ISO date", () -> LocalDate.parse(pasteDate));
    }
    if (owner.isBlank()) {
      throw new IllegalArgumentException("ingest.format.owner must be a name, got nothing");
    }
    requireChars("ingest.format.max-text-chars", maxTextChars);
    requireChars("ingest.format.max-line-chars", maxLineChars);
  }

  public static FormatConfig defaults() {
    return new FormatConfig(
        "UTC",
        DateOrder.AUTO,
        "",
        List.of(),
        "me",
        1 << 20,
        1 << 24,
        "conversation",
        "sent_at",
        "author",
        "text");
  }

  /** The time zone of times without one. */
  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  private static void requireChars(String key, int value) {
    if (value < 1 || value > MOST_CHARS) {
      throw new IllegalArgumentException(key + " must be in [1, " + MOST_CHARS + "], got " + value);
    }
  }

  private static void requireTime(String key, String value, String expected, Runnable parse) {
    try {
      parse.run();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(key + " must be " + expected + ", got " + value, e);
    }
  }
}
