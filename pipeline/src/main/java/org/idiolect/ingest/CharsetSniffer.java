package org.idiolect.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds how a file is encoded: UTF-8 unless a byte order mark or many invalid bytes say otherwise.
 */
final class CharsetSniffer {
  /** Up to this share of invalid sequences a file is UTF-8 with damage, not another encoding. */
  private static final double MAX_DAMAGE = 0.01;

  /** Bytes without a character in windows-1252. */
  private static final String UNDEFINED = "\u0081\u008d\u008f\u0090\u009d";

  private static final String WHITE = "\t\n\f\r";
  private static final int WIDE_BYTES = 4_096;
  private static final int LEAST_PAIRS = 16;
  private static final double WIDE_SHARE = 0.6;

  private CharsetSniffer() {}

  static Charset sniff(byte[] head) {
    if (startsWith(head, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(head, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    Charset wide = wide(head);
    if (wide != null) {
      return wide;
    }
    return invalidSequences(head) <= MAX_DAMAGE * head.length
        ? StandardCharsets.UTF_8
        : detect(head);
  }

  /**
   * Whether it can only be guessed how a text is encoded: it is not UTF-8, the detector knows no
   * answer, and it has bytes that mean nothing in the encoding of old Windows files.
   */
  static boolean isDoubtful(byte[] head) {
    if (wide(head) != null
        || startsWith(head, 0xFF, 0xFE)
        || startsWith(head, 0xFE, 0xFF)
        || invalidSequences(head) <= MAX_DAMAGE * head.length
        || detected(head) != null) {
      return false;
    }
    for (byte b : head) {
      int value = b & 0xFF;
      if (UNDEFINED.indexOf(value) >= 0 || value < ' ' && WHITE.indexOf(value) < 0) {
        return true;
      }
    }
    return false;
  }

  /** UTF-16 without a byte order mark, where each other byte of mostly Latin text is zero. */
  private static Charset wide(byte[] head) {
    int pairs = Math.min(head.length, WIDE_BYTES) / 2;
    int little = 0;
    int big = 0;
    for (int i = 0; i < pairs; i++) {
      byte first = head[2 * i];
      byte second = head[2 * i + 1];
      little += second == 0 && isLatin(first) ? 1 : 0;
      big += first == 0 && isLatin(second) ? 1 : 0;
    }
    if (pairs < LEAST_PAIRS || Math.max(little, big) < WIDE_SHARE * pairs) {
      return null;
    }
    return little > big ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static boolean isLatin(byte b) {
    return b >= ' ' || WHITE.indexOf(b) >= 0;
  }

  private static boolean startsWith(byte[] head, int first, int second) {
    return head.length >= 2 && (head[0] & 0xFF) == first && (head[1] & 0xFF) == second;
  }

  private static long invalidSequences(byte[] head) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(head);
    CharBuffer out = CharBuffer.allocate(head.length + 1);
    long invalid = 0;
    CoderResult result = decoder.decode(in, out, false);
    while (result.isError()) {
      in.position(in.position() + result.length());
      invalid++;
      result = decoder.decode(in, out, false);
    }
    return invalid;
  }

  /** What the detector says, else the encoding of most old Windows files. */
  private static Charset detect(byte[] head) {
    Charset detected = detected(head);
    return detected == null ? Charset.forName("windows-1252") : detected;
  }

  private static Charset detected(byte[] head) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(head, 0, head.length);
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    return name != null && Charset.isSupported(name) ? Charset.forName(name) : null;
  }
}
