package org.idiolect.ingest.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;

/**
 * Lines that end at LF, with one trailing CR dropped, so that a typed U+2028 or lone CR stays in
 * its line. Long lines are cut at a limit, which bounds the memory.
 */
final class LineReader implements Closeable {
  private final Reader text;
  private final int maxChars;
  private final char[] buffer = new char[1 << 15];
  private int position;
  private int limit;
  private long lineNumber;
  private boolean cut;
  private boolean newlineSeen;

  LineReader(Reader text, int maxChars) {
    this.text = text;
    this.maxChars = maxChars;
  }

  /** The next line without its end, or null. Only the first {@code maxChars} of it are kept. */
  String next() throws IOException {
    StringBuilder line = null;
    cut = false;
    while (true) {
      if (position == limit && !fill()) {
        newlineSeen = false;
        return line == null ? null : counted(line);
      }
      line = line == null ? new StringBuilder(80) : line;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(line, end - position);
      position = end;
      if (end < limit) {
        position++;
        newlineSeen = true;
        return counted(line);
      }
    }
  }

  /**
   * The next line, or null also where a damaged archive ends. For a first pass: the second one
   * meets the same damage and reports it.
   */
  String nextBeforeDamage() throws IOException {
    try {
      return next();
    } catch (EOFException damaged) {
      return null;
    }
  }

  /** Number of the line returned last, from 1. */
  long lineNumber() {
    return lineNumber;
  }

  /** Whether the line returned last was over the limit. */
  boolean wasCut() {
    return cut;
  }

  /**
   * Whether the line returned last ended with a line feed; the last line of a cut file does not.
   */
  boolean wasTerminated() {
    return newlineSeen;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private void append(StringBuilder line, int count) {
    int room = maxChars - line.length();
    cut |= count > room;
    line.append(buffer, position, Math.min(count, room));
  }

  private String counted(StringBuilder line) {
    lineNumber++;
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, text.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
