package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * One export inside a file: the file itself, or one entry of an archive.
 *
 * @param entry name of the archive entry; empty for the file itself
 * @param format the detected format; null when it is none of ours
 * @param empty whether there is nothing but white space
 * @param charset how its bytes are decoded
 * @param raw opens the bytes that are counted and hashed
 * @param gzip whether these bytes are gzip
 */
record ExportPart(
    String entry,
    Format format,
    boolean empty,
    Charset charset,
    ExportInput.Opener raw,
    boolean gzip) {

  /** The bytes of the export itself. */
  InputStream decompress(InputStream rawBytes) throws IOException {
    return gzip
        ? new BoundedInflate(new java.util.zip.GZIPInputStream(rawBytes, 1 << 16))
        : rawBytes;
  }
}
