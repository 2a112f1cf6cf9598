package org.idiolect.ingest;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import org.idiolect.ingest.container.ArchiveLimits;
import org.idiolect.ingest.format.FormatConfig;

/**
 * Settings of reading chat exports.
 *
 * @param format how each export is read
 * @param earliest oldest accepted time (ISO instant)
 * @param latest newest accepted time (ISO instant); empty = one day from now
 * @param splitMebibytes a larger file of a format that can be cut is read by several tasks, in
 *     pieces of about this size
 * @param archive how far archives may expand
 */
public record IngestConfig(
    FormatConfig format, String earliest, String latest, int splitMebibytes, ArchiveLimits archive)
    implements Serializable {
  private static final int MOST_MEBIBYTES = 1 << 28;

  public IngestConfig {
    requireInstant("ingest.earliest", earliest);
    if (!latest.isEmpty()) {
      requireInstant("ingest.latest", latest);
    }
    if (splitMebibytes < 1 || splitMebibytes > MOST_MEBIBYTES) {
      throw new IllegalArgumentException(
          "ingest.split-mebibytes must be in [1, %d], got %d"
              .formatted(MOST_MEBIBYTES, splitMebibytes));
    }
  }

  public static IngestConfig defaults() {
    return new IngestConfig(
        FormatConfig.defaults(), "1990-01-01T00:00:00Z", "", 64, ArchiveLimits.defaults());
  }

  /** The same settings with the newest accepted time fixed, so that every task uses one clock. */
  IngestConfig withLatestFixed(Instant now) {
    String fixed = latest.isEmpty() ? now.plusSeconds(86_400).toString() : latest;
    return new IngestConfig(format, earliest, fixed, splitMebibytes, archive);
  }

  /** The same settings with other limits of archives. */
  IngestConfig withArchive(ArchiveLimits newArchive) {
    return new IngestConfig(format, earliest, latest, splitMebibytes, newArchive);
  }

  /** The same settings with another size of pieces. */
  public IngestConfig withSplitMebibytes(int newSplitMebibytes) {
    return new IngestConfig(format, earliest, latest, newSplitMebibytes, archive);
  }

  private static void requireInstant(String key, String value) {
    try {
      Instant.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(key + " must be an ISO instant, got " + value, e);
    }
  }
}
