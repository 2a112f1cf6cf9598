package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.idiolect.ingest.container.GzipLayer;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.format.ExportInput;
import org.idiolect.ingest.format.ExportPlace;
import org.idiolect.ingest.format.Format;

/**
 * One export inside a file: the file itself, or one entry of an archive.
 *
 * @param entry name of the archive entry; empty for the file itself
 * @param format the detected format; null when it is none of ours
 * @param empty whether there is nothing but white space
 * @param charset how its bytes are decoded
 * @param raw opens the bytes that are counted and hashed
 * @param gzip the gzip around the export; null when these bytes are no gzip
 * @param refusal why it is not read; null when it is
 * @param look what a part of no known format looks like; empty when there is nothing to say
 * @param piece the piece of the file that this is; null when it is whole
 * @param place where it lies, also in an archive
 */
record ExportPart(
    String entry,
    Format format,
    boolean empty,
    Charset charset,
    ExportInput.Opener raw,
    GzipLayer gzip,
    RefusedException refusal,
    String look,
    FilePiece piece,
    ExportPlace place) {

  /** A part that is an export of a known format as it lies there. */
  static ExportPart plain(Format format, Charset charset, ExportInput.Opener raw) {
    return new ExportPart("", format, false, charset, raw, null, null, "", null, ExportPlace.NONE);
  }

  static ExportPart refused(String entry, RefusedException refusal) {
    return new ExportPart(
        entry, null, false, null, null, null, refusal, "", null, ExportPlace.NONE);
  }

  /**
   * The same part with its place.
   *
   * @param file the file that it is, or that holds it as an entry
   */
  ExportPart locatedAt(ExportFile file) {
    return new ExportPart(
        entry,
        format,
        empty,
        charset,
        raw,
        gzip,
        refusal,
        look,
        piece,
        entry.isEmpty()
            ? ExportPlace.of(file.location(), file.relative())
            : ExportPlace.of(entry, entry));
  }

  /** The bytes of the export itself. */
  InputStream decompress(InputStream rawBytes) throws IOException {
    return gzip == null ? rawBytes : gzip.open(rawBytes);
  }
}
