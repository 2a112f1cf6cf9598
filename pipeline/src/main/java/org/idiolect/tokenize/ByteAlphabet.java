package org.idiolect.tokenize;

import java.util.Arrays;

/**
 * GPT-2's way to write any byte as one visible character in vocab.json and merges.txt.
 *
 * <p>Bytes that are visible in Latin-1 stand for themselves and come first; the other 68 become
 * U+0100, U+0101, ... in ascending order. The first 256 token ids follow the same order.
 */
final class ByteAlphabet {
  static final int SIZE = 256;

  private static final char[] CHARACTER_OF_BYTE = new char[SIZE];
  private static final byte[] BYTE_OF_RANK = new byte[SIZE];
  private static final short[] BYTE_OF_CHARACTER = new short[2 * SIZE];

  static {
    Arrays.fill(BYTE_OF_CHARACTER, (short) -1);
    int rank = 0;
    for (int b = 0; b < SIZE; b++) {
      rank = isVisible(b) ? put(b, (char) b, rank) : rank;
    }
    int visible = rank;
    for (int b = 0; b < SIZE; b++) {
      rank = isVisible(b) ? rank : put(b, (char) (SIZE + rank - visible), rank);
    }
  }

  private ByteAlphabet() {}

  private static boolean isVisible(int b) {
    return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE && b <= 0xFF;
  }

  private static int put(int b, char character, int rank) {
    CHARACTER_OF_BYTE[b] = character;
    BYTE_OF_RANK[rank] = (byte) b;
    BYTE_OF_CHARACTER[character] = (short) b;
    return rank + 1;
  }

  /** The byte whose token has this id, for ids 0 to 255. */
  static byte byteOfRank(int rank) {
    return BYTE_OF_RANK[rank];
  }

  static String write(byte[] token) {
    StringBuilder written = new StringBuilder(token.length);
    for (byte b : token) {
      written.append(CHARACTER_OF_BYTE[b & 0xFF]);
    }
    return written.toString();
  }

  /**
   * The bytes that a token of vocab.json stands for.
   *
   * @throws IllegalArgumentException when a character stands for no byte
   */
  static byte[] read(String written) {
    byte[] token = new byte[written.length()];
    for (int i = 0; i < token.length; i++) {
      char character = written.charAt(i);
      if (character >= BYTE_OF_CHARACTER.length || BYTE_OF_CHARACTER[character] < 0) {
        throw new IllegalArgumentException(
            "a token holds U+%04X, which stands for no byte".formatted((int) character));
      }
      token[i] = (byte) BYTE_OF_CHARACTER[character];
    }
    return token;
  }
}
