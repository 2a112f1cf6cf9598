package org.idiolect.ingest;

import java.io.Serializable;

/**
 * A listed file, or a piece of it, and what tells it from another one with the same name.
 *
 * @param ordinal 0 for the first file of this relative path, in the order of locations
 * @param piece null for the whole file
 */
record SourceFile(ExportFile file, int ordinal, FilePiece piece) implements Serializable {
  /** Bytes that reading it takes. */
  long bytes() {
    return piece == null ? file.bytes() : piece.bytes();
  }
}
