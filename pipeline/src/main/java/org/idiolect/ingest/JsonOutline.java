package org.idiolect.ingest;

import java.util.Arrays;

/**
 * The containers that are open at a place in a JSON document, as text: opening brackets, and the
 * complete small fields of the open objects. Earlier elements of an array are forgotten, and so are
 * large values.
 */
final class JsonOutline {
  /** A field with a larger value stands as null in the outline; a channel or a name has less. */
  private static final int MAX_FIELD_BYTES = 1 << 14;

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 64;
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private byte[] text = new byte[1 << 10];
  private int length;
  private final int[] starts = new int[MAX_DEPTH];
  private final boolean[] arrays = new boolean[MAX_DEPTH];
  private int depth;
  private boolean tooLong;
  private boolean opened;
  private int stringStart;
  private int stringEnd;

  void add(byte b) {
    if (length >= MAX_BYTES) {
      tooLong = true;
      return;
    }
    if (length == text.length) {
      text = Arrays.copyOf(text, length * 2);
    }
    text[length++] = b;
  }

  void startString() {
    stringStart = length;
  }

  void endString() {
    stringEnd = length - 1;
  }

  /**
   * Takes a byte outside of strings.
   *
   * @param wanted name of a field
   * @return whether the byte opens the array of that field, or an array that is the root
   */
  boolean add(byte b, byte[] wanted) {
    switch (b) {
      case '{', '[' -> {
        boolean inRoot = depth == 0;
        boolean inObject = !inRoot && !arrays[depth - 1];
        open(b);
        return b == '[' && (inRoot || inObject && isLastString(wanted));
      }
      case '}', ']' -> close(b);
      case ',' -> {
        add(b);
        if (depth > 0 && arrays[depth - 1]) {
          length = starts[depth - 1] + 1;
        }
      }
      default -> add(b);
    }
    return false;
  }

  /** The array that was opened last is at its end; it stands as empty. */
  void endMessages() {
    close((byte) ']');
  }

  boolean isTooLong() {
    return tooLong;
  }

  boolean isClosed() {
    return opened && depth == 0;
  }

  byte[] opening() {
    return Arrays.copyOf(text, length);
  }

  byte[] closing() {
    byte[] closing = new byte[depth];
    for (int i = 0; i < depth; i++) {
      closing[i] = (byte) (arrays[depth - 1 - i] ? ']' : '}');
    }
    return closing;
  }

  private void open(byte b) {
    if (depth == MAX_DEPTH) {
      tooLong = true;
      return;
    }
    opened = true;
    starts[depth] = length;
    arrays[depth] = b == '[';
    depth++;
    add(b);
  }

  private void close(byte b) {
    if (depth == 0 || arrays[depth - 1] != (b == ']')) {
      tooLong = true;
      return;
    }
    add(b);
    depth--;
    if (length - starts[depth] > MAX_FIELD_BYTES) {
      length = starts[depth];
      for (byte letter : NULL) {
        add(letter);
      }
    }
  }

  private boolean isLastString(byte[] wanted) {
    return Arrays.equals(text, stringStart, stringEnd, wanted, 0, wanted.length);
  }
}
