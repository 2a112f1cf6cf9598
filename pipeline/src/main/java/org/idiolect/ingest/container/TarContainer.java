package org.idiolect.ingest.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.idiolect.ingest.format.RejectReason;

/**
 * The files of a tar, which can only be read from front to back: each is copied aside while it is
 * the current one, but for photos and the like, which end after their first bytes. Links and
 * devices are passed over.
 */
public final class TarContainer implements Container {
  private final TarArchiveInputStream tar;
  private final ArchiveLimits limits;
  private final AtomicLong inflated;
  private SpooledBytes current;
  private int entries;

  /**
   * @param inflated bytes unpacked from the whole file so far
   */
  public TarContainer(InputStream tar, ArchiveLimits limits, AtomicLong inflated) {
    this.tar = new TarArchiveInputStream(tar);
    this.limits = limits;
    this.inflated = inflated;
  }

  @Override
  public ArchiveEntry next() throws IOException {
    drop();
    for (TarArchiveEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
      if (++entries > limits.maxEntries()) {
        throw new RefusedException(
            RejectReason.ZIP_ENTRIES,
            "more than ingest.archive.max-entries = " + limits.maxEntries() + " entries");
      }
      if (isPlainFile(entry)) {
        return copied(entry);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    drop();
    tar.close();
  }

  private ArchiveEntry copied(TarArchiveEntry entry) throws IOException {
    byte[] head = tar.readNBytes(FileMagic.HEAD_BYTES);
    if (FileMagic.isPlainBinary(head)) {
      return new ArchiveEntry(entry.getName(), () -> new ByteArrayInputStream(head), null, null);
    }
    InflateMeter meter = new InflateMeter(limits, inflated);
    // A tar is not packed; what packs it is metered by its own layer.
    current = SpooledBytes.of(head, new BoundedInflate(tar, meter, () -> Long.MAX_VALUE));
    return new ArchiveEntry(entry.getName(), current::open, current::channel, null);
  }

  private static boolean isPlainFile(TarArchiveEntry entry) {
    boolean link = entry.isLink() || entry.isSymbolicLink();
    boolean device = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
    return entry.isFile() && !link && !device;
  }

  private TarArchiveEntry nextEntry() throws IOException {
    try {
      return tar.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new IOException("a header of the tar is broken", e);
    }
  }

  private void drop() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
