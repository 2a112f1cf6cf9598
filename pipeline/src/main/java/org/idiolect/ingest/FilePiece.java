package org.idiolect.ingest;

import java.io.Serializable;
import org.idiolect.ingest.format.Dialect;
import org.idiolect.ingest.format.Format;

/**
 * A part of a large file that one task reads: whole messages, made readable by what comes before
 * and after them in the text.
 *
 * @param format of the file
 * @param start first byte of the piece in the file
 * @param end byte after the last one
 * @param opening text put before these bytes: the header of a table, the open containers of JSON
 * @param closing text put after them
 * @param earlier lines or elements of the file before the piece; less than 0 where the opening has
 *     more lines than the file has before the piece
 * @param dialect of the whole file; null where a piece can be read without
 * @param firstMessage what names the conversation of the file, as {@link EventRows#naming} has it;
 *     null where messages name their own
 * @param fileBytes length of the whole file
 * @param sha256 of the whole file, lower-case hex
 */
record FilePiece(
    Format format,
    long start,
    long end,
    byte[] opening,
    byte[] closing,
    long earlier,
    Dialect dialect,
    String firstMessage,
    long fileBytes,
    String sha256)
    implements Serializable {
  long bytes() {
    return end - start;
  }

  /** A piece that needs to know nothing of the rest of the file. */
  FilePiece(Format format, long start, long end, byte[] opening, byte[] closing, long earlier) {
    this(format, start, end, opening, closing, earlier, null);
  }

  /** A piece of a file of which length, hash and first message are not yet known. */
  FilePiece(
      Format format,
      long start,
      long end,
      byte[] opening,
      byte[] closing,
      long earlier,
      Dialect dialect) {
    this(format, start, end, opening, closing, earlier, dialect, null, 0, "");
  }

  FilePiece of(long newFileBytes, String newSha256) {
    return new FilePiece(
        format,
        start,
        Math.min(end, newFileBytes),
        opening,
        closing,
        earlier,
        dialect,
        firstMessage,
        newFileBytes,
        newSha256);
  }

  FilePiece after(String newFirstMessage) {
    return new FilePiece(
        format, start, end, opening, closing, earlier, dialect, newFirstMessage, fileBytes, sha256);
  }
}
