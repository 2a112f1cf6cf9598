package org.idiolect.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.idiolect.ingest.container.ArchiveEntry;
import org.idiolect.ingest.container.ArchiveLimits;
import org.idiolect.ingest.container.Container;
import org.idiolect.ingest.container.FileMagic;
import org.idiolect.ingest.container.GzipLayer;
import org.idiolect.ingest.container.InflateMeter;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.container.SpooledBytes;
import org.idiolect.ingest.container.TarContainer;
import org.idiolect.ingest.container.ZipContainer;
import org.idiolect.ingest.format.RejectReason;

/**
 * Walks through a file and the archives in it, one part after another. A part may be read until the
 * next one is asked for. An archive that cannot be read on is one refused part; what came before it
 * and what comes after it is read.
 */
final class PartCursor implements PartSource {
  private final ExportFile file;
  private final ExportParts parts;
  private final ArchiveLimits limits;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final AtomicLong inflated = new AtomicLong();

  /**
   * @param spool a copy made for this level alone; null when there is none
   */
  private record Level(String prefix, Container container, SpooledBytes spool) {}

  PartCursor(ArchiveEntry whole, ExportFile file, ExportParts parts, ArchiveLimits limits) {
    this.file = file;
    this.parts = parts;
    this.limits = limits;
    levels.push(new Level("", Container.of(whole), null));
  }

  @Override
  public ExportPart next() throws IOException {
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      ArchiveEntry entry = nextEntry(level);
      if (entry == null) {
        pop();
        continue;
      }
      ExportPart part =
          entry.refusal() != null
              ? ExportPart.refused(entry.name(), entry.refusal())
              : opened(entry, levels.size() == 1);
      if (part != null) {
        return part.locatedAt(file);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    while (!levels.isEmpty()) {
      pop();
    }
  }

  /** The next entry under its full name; a damaged archive ends with a refused one. */
  private ArchiveEntry nextEntry(Level level) throws IOException {
    ArchiveEntry entry;
    try {
      entry = level.container().next();
    } catch (IOException e) {
      pop();
      RefusedException refused = RefusedException.in(e);
      return ArchiveEntry.refused(
          level.prefix(),
          refused == null ? RejectReason.TRUNCATED : refused.reason(),
          refused == null ? "the archive cannot be read on from here" : refused.getMessage());
    }
    if (entry == null || levels.size() == 1) {
      return entry;
    }
    String name = level.prefix().isEmpty() ? entry.name() : level.prefix() + "!" + entry.name();
    int copies = seen.merge(name, 1, Integer::sum);
    String unique = copies == 1 ? name : name + "#" + copies;
    return isUnsafe(entry.name())
        ? ArchiveEntry.refused(
            unique, RejectReason.PATH, "the name of the entry points out of the archive")
        : new ArchiveEntry(unique, entry.raw(), entry.channel(), entry.refusal());
  }

  /** The part that an entry is; null when it is an archive, which is entered. */
  private ExportPart opened(ArchiveEntry entry, boolean isFile) throws IOException {
    try {
      return look(entry);
    } catch (IOException | IllegalArgumentException e) {
      RefusedException refused = RefusedException.in(e);
      if (refused == null && isFile) {
        throw e;
      }
      return ExportPart.refused(
          entry.name(),
          refused != null
              ? refused
              : new RefusedException(RejectReason.UNREADABLE, "the entry cannot be read"));
    }
  }

  private ExportPart look(ArchiveEntry entry) throws IOException {
    byte[] head = FileMagic.head(entry.raw().open());
    if (FileMagic.isZip(head)) {
      enterZip(entry);
      return null;
    }
    if (FileMagic.isTar(head)) {
      enter(entry, new TarContainer(entry.raw().open(), limits, inflated), null);
      return null;
    }
    if (FileMagic.isGzip(head)) {
      GzipLayer gzip = new GzipLayer(new InflateMeter(limits, inflated));
      return lookIntoGzip(entry, gzip);
    }
    String foreign = FileMagic.foreignArchive(head);
    if (foreign != null) {
      throw new RefusedException(
          RejectReason.ARCHIVE, "packed as " + foreign + ": unpack it and give the folder");
    }
    return parts.part(entry, head, null);
  }

  private ExportPart lookIntoGzip(ArchiveEntry entry, GzipLayer gzip) throws IOException {
    byte[] head;
    try {
      head = FileMagic.head(gzip.open(entry.raw().open()));
    } catch (EOFException truncated) {
      head = new byte[0];
    }
    if (FileMagic.isTar(head)) {
      enter(entry, new TarContainer(gzip.open(entry.raw().open()), limits, inflated), null);
      return null;
    }
    return parts.part(entry, head, gzip);
  }

  private void enterZip(ArchiveEntry entry) throws IOException {
    requireDepth();
    SpooledBytes spool =
        entry.channel() == null ? SpooledBytes.of(new byte[0], entry.raw().open()) : null;
    try {
      var channel = spool == null ? entry.channel().open() : spool.channel();
      enter(entry, ZipContainer.open(channel, limits, inflated), spool);
    } catch (IOException e) {
      if (spool != null) {
        spool.close();
      }
      throw e;
    }
  }

  private void enter(ArchiveEntry entry, Container container, SpooledBytes spool)
      throws IOException {
    try {
      requireDepth();
    } catch (RefusedException e) {
      container.close();
      throw e;
    }
    levels.push(new Level(entry.name(), container, spool));
  }

  private void requireDepth() throws RefusedException {
    if (levels.size() - 1 > limits.maxNesting()) {
      throw new RefusedException(
          RejectReason.ZIP_NESTED,
          "an archive inside archives, over ingest.archive.max-nesting = " + limits.maxNesting());
    }
  }

  private void pop() throws IOException {
    Level level = levels.pop();
    level.container().close();
    if (level.spool() != null) {
      level.spool().close();
    }
  }

  private static boolean isUnsafe(String name) {
    return name.indexOf('\0') >= 0
        || name.startsWith("/")
        || name.startsWith("\\")
        || name.matches("(?s)[A-Za-z]:.*")
        || Arrays.asList(name.split("[/\\\\]", -1)).contains("..");
  }
}
