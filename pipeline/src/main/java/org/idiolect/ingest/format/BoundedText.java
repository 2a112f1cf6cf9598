package org.idiolect.ingest.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses to be read on where too much was read for one message, so that a document that never
 * closes what it opens cannot fill the memory.
 */
final class BoundedText extends FilterReader {
  private final long most;
  private long since;

  /** Told of a message that is too long. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("too many characters for one message");
    }
  }

  /**
   * @param most how many characters may be read from one message to the next
   */
  BoundedText(Reader text, long most) {
    super(text);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    return counted(in.read(), 1);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    return counted(count, count);
  }

  /** A message was read: the next one has its own limit. */
  void startMessage() {
    since = 0;
  }

  private int counted(int result, int chars) throws IOException {
    since += result < 0 ? 0 : chars;
    if (since > most) {
      throw new TooLongException();
    }
    return result;
  }
}
