package org.idiolect.ingest.container;

import java.io.Closeable;
import java.io.IOException;

/** A file or an archive, as the sequence of what it holds. */
public interface Container extends Closeable {
  /**
   * The next entry, or null. What an entry before it opens may be gone by then.
   *
   * @throws IOException when the archive cannot be read on
   */
  ArchiveEntry next() throws IOException;

  /** A container of one entry, with nothing to close. */
  static Container of(ArchiveEntry only) {
    return new Container() {
      private ArchiveEntry entry = only;

      @Override
      public ArchiveEntry next() {
        ArchiveEntry next = entry;
        entry = null;
        return next;
      }

      @Override
      public void close() {
        // The entry's streams belong to those who open them.
      }
    };
  }
}
