package org.idiolect.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Finds where the elements of a document's message arrays begin, by brackets and quotes alone.
 *
 * <p>Faster than a parser, since it keeps nothing. In {@code {"id":9,"messages":[{...},{...}]}} it
 * stops before each element; {@link #opening} is then the text that makes the rest of the document
 * readable from there, {@code {"id":9,"messages":[}, and {@link #closing} what ends the document
 * there, {@code ]}}. Damage does not lead it astray for long where exporters write a line for each
 * field: no string goes on over a line end, and a line that opens an object at the indentation of
 * the elements is an element.
 */
final class JsonStructure implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream document;
  private final byte[] field;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final JsonOutline outline = new JsonOutline();
  private int at;
  private int limit;
  private long bufferOffset;
  private boolean irregular;
  private boolean inMessages;
  private long position;
  private long offset;
  private boolean first;
  private boolean atElement;

  /** Depth inside the current element; 0 between elements. */
  private int depth;

  private int elementIndent;

  /** White space since the last line end; -1 after anything else. */
  private int indent;

  /**
   * @param document UTF-8 from its first byte
   * @param field name of the arrays of messages; an array that is the root of the document is one
   */
  JsonStructure(InputStream document, String field) {
    this.document = document;
    this.field = field.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Goes on to the next element of a message array.
   *
   * @return whether there is one
   */
  boolean next() throws IOException {
    return inMessages ? nextInArray() : nextArray();
  }

  /** Number of the element that {@link #next} found, from 1 over all arrays. */
  long position() {
    return position;
  }

  /** Byte of the document at which the element begins, white space included. */
  long offset() {
    return offset;
  }

  /** Whether the element is the first of its array, with no comma before it. */
  boolean isFirst() {
    return first;
  }

  /** What opens the containers around the element, with the small fields before it. */
  byte[] opening() {
    return outline.opening();
  }

  /** What closes the containers around the element. */
  byte[] closing() {
    return outline.closing();
  }

  /** Whether {@link #opening} is whole; without it nothing can be read from here. */
  boolean isReadable() {
    return !outline.isTooLong();
  }

  /** Whether all that was read so far was well-formed as far as brackets and quotes go. */
  boolean isRegular() {
    return !irregular && isReadable();
  }

  /** Whether the document ended with all its containers closed; asked after the last element. */
  boolean isComplete() {
    return isRegular() && outline.isClosed();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  /** Reads the document's own fields up to the first element of the next message array. */
  private boolean nextArray() throws IOException {
    for (int b = read(); b >= 0; b = read()) {
      if (b == '"') {
        outline.add((byte) b);
        readOuterString();
      } else if (outline.add((byte) b, field)) {
        inMessages = true;
        depth = 0;
        elementIndent = -1;
        if (nextInArray()) {
          return true;
        }
      }
    }
    return false;
  }

  private void readOuterString() throws IOException {
    outline.startString();
    for (int b = read(); b >= 0; b = read()) {
      outline.add((byte) b);
      if (b == '\\') {
        outline.add((byte) Math.max(0, read()));
      } else if (b == '"') {
        outline.endString();
        return;
      } else if (b < ' ') {
        irregular = true;
        return;
      }
    }
    irregular = true;
  }

  /** Skips the rest of the current element; true before the next one, false at the array's end. */
  private boolean nextInArray() throws IOException {
    boolean expecting = !atElement;
    boolean firstOfArray = expecting;
    atElement = false;
    offset = bufferOffset + at;
    indent = -1;
    while (true) {
      int b = read();
      if (b < 0) {
        return false;
      }
      if (b == '\n') {
        indent = 0;
        continue;
      }
      if (b == ' ' || b == '\t' || b == '\r') {
        indent += indent >= 0 ? 1 : 0;
        continue;
      }
      if (depth > 0 && startsLostElement(b)) {
        depth = 0;
        irregular = true;
        first = false;
        return found(bufferOffset + at - 1);
      }
      if (b == ']' && (depth == 0 || endsLostArray())) {
        endArray();
        return nextArray();
      }
      if (expecting) {
        elementIndent = firstOfArray ? indent : elementIndent;
        first = firstOfArray;
        return found(offset);
      }
      indent = -1;
      if (b == '"') {
        skipString();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth = Math.max(0, depth - 1);
      } else if (b == ',' && depth == 0) {
        expecting = true;
        firstOfArray = false;
        offset = bufferOffset + at;
      }
    }
  }

  /** Stands before an element; the next call skips it. */
  private boolean found(long start) {
    at--;
    atElement = true;
    offset = start;
    position++;
    return true;
  }

  private void endArray() {
    irregular |= depth > 0;
    inMessages = false;
    depth = 0;
    outline.endMessages();
  }

  private boolean startsLostElement(int b) {
    return b == '{' && indent >= 0 && indent == elementIndent;
  }

  private boolean endsLostArray() {
    return indent >= 0 && indent < elementIndent;
  }

  private void skipString() throws IOException {
    while (true) {
      while (at < limit) {
        byte b = buffer[at++];
        if (b == '"') {
          return;
        }
        if (b == '\\') {
          read();
        } else if (b >= 0 && b < ' ') {
          irregular = true;
          if (b == '\n') { // The quote that opened this string was one too many.
            at--;
            return;
          }
        }
      }
      if (!fill()) {
        irregular = true;
        return;
      }
    }
  }

  private int read() throws IOException {
    return at < limit || fill() ? buffer[at++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    bufferOffset += limit;
    at = 0;
    limit = Math.max(0, document.readNBytes(buffer, 0, BUFFER_BYTES));
    return limit > 0;
  }
}
