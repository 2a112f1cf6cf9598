package org.idiolect.ingest.container;

import java.io.Serializable;

/**
 * How far an archive may expand before it is refused; counted while inflating, never taken from its
 * headers.
 *
 * @param maxEntries entries of one archive
 * @param maxEntryMebibytes inflated size of one entry, MiB
 * @param maxTotalMebibytes inflated size of all entries of one file, MiB
 * @param maxRatio inflated by packed size, once more than 10 MiB were inflated
 * @param maxNesting archives inside archives: 1 reads a zip in a zip, 0 does not; gzip is no level
 */
public record ArchiveLimits(
    int maxEntries, int maxEntryMebibytes, int maxTotalMebibytes, int maxRatio, int maxNesting)
    implements Serializable {
  /** The ratio says nothing about a file smaller than this. */
  static final long RATIO_FROM_BYTES = 10L << 20;

  private static final int MOST_MEBIBYTES = 1 << 24;

  public ArchiveLimits {
    require("max-entries", maxEntries, 1, 10_000_000);
    require("max-entry-mebibytes", maxEntryMebibytes, 1, MOST_MEBIBYTES);
    require("max-total-mebibytes", maxTotalMebibytes, 1, MOST_MEBIBYTES);
    require("max-ratio", maxRatio, 2, 1_000_000);
    require("max-nesting", maxNesting, 0, 8);
  }

  public static ArchiveLimits defaults() {
    return new ArchiveLimits(100_000, 16 << 10, 64 << 10, 200, 1);
  }

  private static void require(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "ingest.archive.%s must be in [%d, %d], got %d".formatted(key, least, most, value));
    }
  }
}
