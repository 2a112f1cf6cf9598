package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.function.LongConsumer;

/**
 * The bytes of one export, uncompressed, that can be read more than once.
 *
 * @param bytes opens the bytes from the start
 * @param charset how they are decoded
 * @param modifiedAt when the file was last changed
 * @param repairs told, when a text is closed, how many invalid bytes were replaced in it
 * @param place the folder and the name of the export
 * @param dialect what was learned from the whole file; null when the reader has to
 */
public record ExportInput(
    Opener bytes,
    Charset charset,
    Instant modifiedAt,
    LongConsumer repairs,
    ExportPlace place,
    Dialect dialect) {

  /** Opens one stream from the start. */
  public interface Opener {
    InputStream open() throws IOException;
  }

  /** The characters of the export; invalid bytes are replaced. */
  DecodedText openText() throws IOException {
    return new DecodedText(bytes.open(), charset, repairs);
  }
}
