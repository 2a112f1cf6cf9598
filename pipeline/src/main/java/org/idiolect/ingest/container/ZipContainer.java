package org.idiolect.ingest.container;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.idiolect.ingest.format.RejectReason;

/**
 * The entries of a zip in the order in which they lie in it. They are opened at their places, so
 * that one can be read twice without inflating all before it.
 */
public final class ZipContainer implements Container {
  /** Bytes of a local header without name and extra fields. */
  private static final int LOCAL_HEADER_BYTES = 30;

  private final ZipFile zip;
  private final Iterator<ZipArchiveEntry> entries;
  private final ArchiveLimits limits;
  private final AtomicLong inflated;

  private ZipContainer(
      ZipFile zip, List<ZipArchiveEntry> entries, ArchiveLimits limits, AtomicLong inflated) {
    this.zip = zip;
    this.entries = entries.iterator();
    this.limits = limits;
    this.inflated = inflated;
  }

  /**
   * @param inflated bytes inflated from the file so far
   * @throws RefusedException if the zip is cut off, has too many entries, or entries that share
   *     bytes
   */
  public static ZipContainer open(
      SeekableByteChannel bytes, ArchiveLimits limits, AtomicLong inflated) throws IOException {
    long size = bytes.size();
    ZipFile zip = openDirectory(bytes);
    try {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
      if (entries.size() > limits.maxEntries()) {
        throw new RefusedException(
            RejectReason.ZIP_ENTRIES,
            "more than ingest.archive.max-entries = " + limits.maxEntries() + " entries");
      }
      requireApart(entries, size);
      return new ZipContainer(zip, entries, limits, inflated);
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public ArchiveEntry next() {
    while (entries.hasNext()) {
      ZipArchiveEntry entry = entries.next();
      if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
        return entry(entry);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private ArchiveEntry entry(ZipArchiveEntry entry) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return ArchiveEntry.refused(
          entry.getName(),
          RejectReason.ZIP_ENCRYPTED,
          "the zip is encrypted: unpack it with its password and give the folder");
    }
    if (!zip.canReadEntryData(entry)) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      return ArchiveEntry.refused(
          entry.getName(),
          RejectReason.ZIP_METHOD,
          "packed with the method "
              + (method == null ? entry.getMethod() : method)
              + ", which cannot be read here: unpack it and give the folder");
    }
    InflateMeter meter = new InflateMeter(limits, inflated);
    long packed = entry.getCompressedSize();
    return new ArchiveEntry(
        entry.getName(),
        () -> new BoundedInflate(zip.getInputStream(entry), meter, () -> packed),
        null,
        null);
  }

  private static ZipFile openDirectory(SeekableByteChannel bytes) throws IOException {
    try {
      return new ZipFile(bytes);
    } catch (IOException | IllegalArgumentException e) {
      bytes.close();
      throw new RefusedException(
          RejectReason.ZIP_TRUNCATED,
          "the zip has no directory at its end: it is cut off or damaged; copy or export it again");
    }
  }

  /** Entries that share bytes make a small zip inflate to anything. */
  private static void requireApart(List<ZipArchiveEntry> entries, long size)
      throws RefusedException {
    long end = 0;
    for (ZipArchiveEntry entry : entries) {
      long start = entry.getDataOffset() - LOCAL_HEADER_BYTES;
      if (start < end) {
        throw new RefusedException(
            RejectReason.ZIP_OVERLAP, "entries of the zip share bytes, as in a zip bomb");
      }
      end = entry.getDataOffset() + Math.max(0, entry.getCompressedSize());
    }
    if (end > size) {
      throw new RefusedException(
          RejectReason.ZIP_TRUNCATED, "an entry of the zip lies beyond its end");
    }
  }
}
