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

  private CharsetSniffer() {}

  static Charset sniff(byte[] head) {
    if (startsWith(head, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(head, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return invalidSequences(head) <= MAX_DAMAGE * head.length
        ? StandardCharsets.UTF_8
        : detect(head);
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
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(head, 0, head.length);
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.forName("windows-1252");
  }
}
