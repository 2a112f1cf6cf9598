package org.idiolect.ingest;

import java.io.Closeable;
import java.io.IOException;

/** Parts of a file, one after another; each may be read until the next is asked for. */
interface PartSource extends Closeable {
  /**
   * The next part, or null.
   *
   * @throws IOException when the file itself cannot be opened
   */
  ExportPart next() throws IOException;
}
