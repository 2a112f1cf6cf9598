package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.function.LongConsumer;

/**
 * Characters of an export: a leading byte order mark is dropped, and each malformed byte sequence
 * becomes one U+FFFD and is counted, which {@link java.io.InputStreamReader} cannot do.
 */
final class DecodedText extends Reader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_SEQUENCE = 8;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream bytes;
  private final CharsetDecoder decoder;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final CharBuffer out = CharBuffer.allocate(BUFFER_BYTES).limit(0);
  private final LongConsumer repairs;
  private boolean atStart = true;
  private boolean endOfInput;
  private long replaced;

  DecodedText(InputStream bytes, Charset charset, LongConsumer repairs) {
    this.bytes = bytes;
    this.decoder = charset.newDecoder();
    this.repairs = repairs;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!out.hasRemaining()) {
      if (!decodeMore()) {
        return -1;
      }
    }
    int count = Math.min(length, out.remaining());
    out.get(target, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    repairs.accept(replaced);
    replaced = 0;
    bytes.close();
  }

  private boolean decodeMore() throws IOException {
    if (endOfInput && !in.hasRemaining()) {
      return false;
    }
    fillBytes();
    out.clear();
    CoderResult result = decoder.decode(in, out, endOfInput);
    if (result.isError()) {
      in.position(in.position() + result.length());
      out.put(REPLACEMENT);
      replaced++;
    }
    out.flip();
    if (atStart && out.hasRemaining()) {
      atStart = false;
      if (out.get(out.position()) == BYTE_ORDER_MARK) {
        out.get();
      }
    }
    return true;
  }

  private void fillBytes() throws IOException {
    if (in.remaining() >= LONGEST_SEQUENCE) {
      return; // Moving the buffer for each malformed byte would be quadratic.
    }
    in.compact();
    // One char of room stays free in out for the replacement: fewer bytes than chars are decoded.
    int wanted = Math.min(in.remaining(), BUFFER_BYTES - 8 - in.position());
    if (!endOfInput && wanted > 0) {
      int count = bytes.read(in.array(), in.position(), wanted);
      if (count < 0) {
        endOfInput = true;
      } else {
        in.position(in.position() + count);
      }
    }
    in.flip();
  }
}
