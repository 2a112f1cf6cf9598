package org.idiolect.ingest;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.EnumSet;
import java.util.Set;
import org.idiolect.ingest.format.ExportInput;
import org.idiolect.ingest.format.Format;

/**
 * Finds the message behind a broken one, and makes the rest of the document readable from there.
 */
final class JsonResume implements Closeable {
  static final Set<Format> FORMATS = EnumSet.of(Format.DISCORD_JSON, Format.TELEGRAM_JSON);

  /**
   * Each time reads the file from its start when it is packed; more damage than this is no chat.
   */
  private static final int MAX_TIMES = 1_000;

  private final ExportInput.Opener document;
  private JsonStructure structure;
  private int times;

  /**
   * @param document opens the whole document, unpacked
   */
  JsonResume(ExportInput.Opener document) {
    this.document = document;
  }

  /**
   * The document from the first element after that position; null when there is none.
   *
   * @param position number of the broken element
   */
  ExportInput.Opener after(long position) throws IOException {
    if (structure == null) {
      structure = new JsonStructure(document.open());
    }
    boolean found = times++ < MAX_TIMES;
    while (found && structure.position() <= position) {
      found = structure.next();
    }
    if (!found || !structure.isReadable()) {
      return null;
    }
    byte[] opening = structure.opening();
    long offset = structure.offset();
    return () -> rest(opening, offset);
  }

  /** Elements before those that {@link #after} found. */
  long skipped() {
    return structure.position() - 1;
  }

  @Override
  public void close() throws IOException {
    if (structure != null) {
      structure.close();
    }
  }

  private InputStream rest(byte[] opening, long offset) throws IOException {
    InputStream bytes = document.open();
    bytes.skipNBytes(offset);
    return new SequenceInputStream(new ByteArrayInputStream(opening), bytes);
  }
}
