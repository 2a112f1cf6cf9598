package org.idiolect.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes what Facebook's exports do to text: each byte of UTF-8 written as a character of its own.
 *
 * <p>{@code cafÃ©} becomes {@code café}. What is right already does not decode as UTF-8, or has
 * characters above U+00FF, and stays; so does a name that was cut inside a character.
 */
final class Mojibake {
  private static final char LAST_BYTE = '\u00FF';

  private Mojibake() {}

  /** The repaired text; null for null. */
  static String repair(String text) {
    if (text == null || text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    if (text.chars().anyMatch(c -> c > LAST_BYTE)) {
      return text;
    }
    try {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException alreadyRight) {
      return text;
    }
  }
}
