package org.idiolect.ingest.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Remembers whether its reader asked for more than there was. */
final class EndMark extends FilterReader {
  private boolean reached;

  EndMark(Reader text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    return marked(in.read());
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    return marked(in.read(target, offset, length));
  }

  boolean wasReached() {
    return reached;
  }

  private int marked(int result) {
    reached |= result < 0;
    return result;
  }
}
