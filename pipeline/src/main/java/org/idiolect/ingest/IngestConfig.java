package org.idiolect.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Settings of reading chat exports.
 *
 * @param zone time zone of exports that write local times without one, for instance {@code
 *     Europe/Berlin}
 * @param dateOrder order of day and month in numeric dates
 * @param pasteDate day on which a Discord paste was copied (ISO date); empty = the file's
 *     modification day, flagged
 * @param pasteAuthors names in Discord pastes, where text and name run together
 * @param earliest oldest accepted time (ISO instant)
 * @param latest newest accepted time (ISO instant); empty = one day from now
 * @param maxTextChars longest accepted message
 * @param maxLineChars longest accepted line or cell of a text file
 * @param splitMebibytes a larger file of a format that can be cut is read by several tasks, in
 *     pieces of about this size
 * @param archive how far archives may expand
 * @param conversationColumn name of the conversation column in generic files
 * @param sentAtColumn name of the time column (ISO 8601, or epoch seconds, ms, us)
 * @param authorColumn name of the author column
 * @param textColumn name of the text column
 */
public record IngestConfig(
    String zone,
    DateOrder dateOrder,
    String pasteDate,
    List<String> pasteAuthors,
    String earliest,
    String latest,
    int maxTextChars,
    int maxLineChars,
    int splitMebibytes,
    ArchiveLimits archive,
    String conversationColumn,
    String sentAtColumn,
    String authorColumn,
    String textColumn)
    implements Serializable {
  public IngestConfig {
    pasteAuthors = List.copyOf(pasteAuthors);
    check("ingest.zone", zone, "a time zone such as Europe/Berlin", () -> ZoneId.of(zone));
    check("ingest.earliest", earliest, "an ISO instant", () -> Instant.parse(earliest));
    if (!pasteDate.isEmpty()) {
      check("ingest.paste-date", pasteDate, "an ISO date", () -> LocalDate.parse(pasteDate));
    }
    if (!latest.isEmpty()) {
      check("ingest.latest", latest, "an ISO instant", () -> Instant.parse(latest));
    }
    requireRange("ingest.max-text-chars", maxTextChars);
    requireRange("ingest.max-line-chars", maxLineChars);
    requireRange("ingest.split-mebibytes", splitMebibytes);
  }

  public static IngestConfig defaults() {
    return new IngestConfig(
        "UTC",
        DateOrder.AUTO,
        "",
        List.of(),
        "1990-01-01T00:00:00Z",
        "",
        1 << 20,
        1 << 24,
        64,
        ArchiveLimits.defaults(),
        "conversation",
        "sent_at",
        "author",
        "text");
  }

  ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  /** The same settings with the newest accepted time fixed, so that every task uses one clock. */
  IngestConfig withLatestFixed(Instant now) {
    return latest.isEmpty() ? withLatest(now.plusSeconds(86_400).toString()) : this;
  }

  private IngestConfig withLatest(String newLatest) {
    return new IngestConfig(
        zone,
        dateOrder,
        pasteDate,
        pasteAuthors,
        earliest,
        newLatest,
        maxTextChars,
        maxLineChars,
        splitMebibytes,
        archive,
        conversationColumn,
        sentAtColumn,
        authorColumn,
        textColumn);
  }

  /** The same settings with other limits of archives. */
  IngestConfig withArchive(ArchiveLimits newArchive) {
    return new IngestConfig(
        zone,
        dateOrder,
        pasteDate,
        pasteAuthors,
        earliest,
        latest,
        maxTextChars,
        maxLineChars,
        splitMebibytes,
        newArchive,
        conversationColumn,
        sentAtColumn,
        authorColumn,
        textColumn);
  }

  /** The same settings with another size of pieces. */
  public IngestConfig withSplitMebibytes(int newSplitMebibytes) {
    return new IngestConfig(
        zone,
        dateOrder,
        pasteDate,
        pasteAuthors,
        earliest,
        latest,
        maxTextChars,
        maxLineChars,
        newSplitMebibytes,
        archive,
        conversationColumn,
        sentAtColumn,
        authorColumn,
        textColumn);
  }

  private static void requireRange(String key, int value) {
    if (value < 1 || value > 1 << 28) {
      throw new IllegalArgumentException(key + " must be in [1, " + (1 << 28) + "], got " + value);
    }
  }

  private static void check(String key, String value, String expected, Runnable parse) {
    try {
      parse.run();
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(key + " must be " + expected + ", got " + value, e);
    }
  }
}
