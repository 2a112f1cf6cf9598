package org.idiolect.ingest;

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
 * @param folder name of the folder that the export lies in; null when it is in none
 */
record ExportInput(
    Opener bytes, Charset charset, Instant modifiedAt, LongConsumer repairs, String folder) {

  /** Opens one stream from the start. */
  interface Opener {
    InputStream open() throws IOException;
  }

  DecodedText openText() throws IOException {
    return new DecodedText(bytes.open(), charset, repairs);
  }
}
