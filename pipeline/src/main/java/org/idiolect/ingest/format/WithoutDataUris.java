package org.idiolect.ingest.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Leaves out the pictures that a page carries in itself, {@code src="data:image/png;base64,..."}:
 * they may have any size, and nothing reads them.
 */
final class WithoutDataUris extends FilterReader {
  private static final String ATTRIBUTE = "=\"data:";
  private static final String BASE64 = ";base64,";
  private static final int LONGEST_TYPE = 128;

  private int attribute;
  private int base64;

  /** Characters of the type of data so far; 0 outside of an address of data. */
  private int type;

  private boolean skipping;

  WithoutDataUris(Reader page) {
    super(page);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int kept = offset;
    while (kept == offset && length > 0) {
      int count = in.read(target, offset, length);
      if (count < 0) {
        return count;
      }
      for (int i = offset; i < offset + count; i++) {
        char c = target[i];
        skipping &= isBase64(c);
        if (!skipping) {
          target[kept++] = c;
          look(c);
        }
      }
    }
    return kept - offset;
  }

  private void look(char c) {
    if (type > 0) {
      base64 = c == BASE64.charAt(base64) ? base64 + 1 : c == BASE64.charAt(0) ? 1 : 0;
      skipping = base64 == BASE64.length();
      boolean over = skipping || c == '"' || c == '\'' || type == LONGEST_TYPE;
      type = over ? 0 : type + 1;
      return;
    }
    boolean matches = c == ATTRIBUTE.charAt(attribute) || attribute == 1 && c == '\'';
    attribute = matches ? attribute + 1 : c == ATTRIBUTE.charAt(0) ? 1 : 0;
    if (attribute == ATTRIBUTE.length()) {
      attribute = 0;
      base64 = 0;
      type = 1;
    }
  }

  private static boolean isBase64(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
