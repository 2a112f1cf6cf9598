package org.idiolect.ingest.container;

import java.util.concurrent.atomic.AtomicLong;
import org.idiolect.ingest.format.RejectReason;

/** Counts what an archive entry inflates to; opening it twice counts once. */
public final class InflateMeter {
  private static final long MEBIBYTE = 1L << 20;

  private final ArchiveLimits limits;
  private final AtomicLong total;
  private long most;

  /**
   * @param total bytes inflated from the whole file so far
   */
  public InflateMeter(ArchiveLimits limits, AtomicLong total) {
    this.limits = limits;
    this.total = total;
  }

  /**
   * @param inflated bytes that this opening of the entry gave so far
   * @param packed bytes that they came from
   * @throws RefusedException over a limit
   */
  void check(long inflated, long packed) throws RefusedException {
    if (inflated > most) {
      total.addAndGet(inflated - most);
      most = inflated;
    }
    if (inflated > ArchiveLimits.RATIO_FROM_BYTES
        && inflated / limits.maxRatio() > Math.max(1, packed)) {
      throw new RefusedException(
          RejectReason.ZIP_RATIO,
          "inflates to more than ingest.archive.max-ratio = "
              + limits.maxRatio()
              + " times its size, as no chat does");
    }
    if (inflated / MEBIBYTE >= limits.maxEntryMebibytes()) {
      throw new RefusedException(
          RejectReason.ZIP_SIZE,
          "inflates to more than ingest.archive.max-entry-mebibytes = "
              + limits.maxEntryMebibytes());
    }
    if (total.get() / MEBIBYTE >= limits.maxTotalMebibytes()) {
      throw new RefusedException(
          RejectReason.ZIP_SIZE,
          "the archive inflates to more than ingest.archive.max-total-mebibytes = "
              + limits.maxTotalMebibytes());
    }
  }
}
