package org.idiolect.ingest.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Turns Telegram Desktop's {@code \x0C} into JSON's {@code \u000C}.
 *
 * <p>Telegram writes control characters with an escape that JSON does not have. A backslash that is
 * itself escaped ({@code \\x0C}) is left alone.
 */
final class TelegramEscapes extends FilterReader {
  private boolean afterBackslash;
  private int pendingZeros;

  TelegramEscapes(Reader text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    if (pendingZeros > 0) {
      pendingZeros--;
      return '0';
    }
    int c = in.read();
    if (afterBackslash) {
      afterBackslash = false;
      if (c == 'x') {
        pendingZeros = 2;
        return 'u';
      }
    } else {
      afterBackslash = c == '\\';
    }
    return c;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int c = read();
      if (c < 0) {
        return count == 0 ? -1 : count;
      }
      target[offset + count++] = (char) c;
    }
    return count;
  }
}
