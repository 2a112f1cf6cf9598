package org.idiolect.ingest.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells from the first bytes of a file whether it is packed, and how. */
public final class FileMagic {
  /** Bytes of a file that are looked at, also to tell its format. */
  public static final int HEAD_BYTES = 1 << 16;

  private FileMagic() {}

  /** The first bytes; what a truncated archive still gives of them. */
  public static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD_BYTES];
    int count = 0;
    try (in) {
      for (int n; count < head.length && (n = in.read(head, count, head.length - count)) > 0; ) {
        count += n;
      }
    } catch (EOFException truncated) {
      // The reader of the part meets the same end and reports it.
    }
    return Arrays.copyOf(head, count);
  }

  /** Whether these are the first bytes of a gzip. */
  public static boolean isGzip(byte[] head) {
    return startsWith(head, 0x1F, 0x8B);
  }

  /** Whether these are the first bytes of a zip that may hold exports; documents are zips too. */
  public static boolean isZip(byte[] head) {
    return (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6))
        && !isDocument(head);
  }

  /** Whether these are the first bytes of a tar. */
  public static boolean isTar(byte[] head) {
    return head.length > 262
        && new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
  }

  /** The name of a packed format that cannot be unpacked here; null when it is none. */
  public static String foreignArchive(byte[] head) {
    if (startsWith(head, '7', 'z', 0xBC, 0xAF)) {
      return "7z";
    }
    if (startsWith(head, 'R', 'a', 'r', '!')) {
      return "rar";
    }
    if (startsWith(head, 'B', 'Z', 'h') && head.length > 9 && head[4] == '1') {
      return "bzip2";
    }
    if (startsWith(head, 0xFD, '7', 'z', 'X')) {
      return "xz";
    }
    return startsWith(head, 0x28, 0xB5, 0x2F, 0xFD) ? "zstd" : null;
  }

  /** Whether these are the first bytes of a Parquet file. */
  public static boolean isParquet(byte[] head) {
    return startsWith(head, 'P', 'A', 'R', '1');
  }

  /** Whether nothing here can be a chat or an archive of chats, as with photos. */
  public static boolean isPlainBinary(byte[] head) {
    boolean packed = isZip(head) || isGzip(head) || isTar(head) || foreignArchive(head) != null;
    if (packed || isParquet(head)) {
      return false;
    }
    boolean utf16 = startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF);
    for (int i = 0; i < head.length && !utf16 && head[0] != '{'; i++) {
      if (head[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDocument(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 64), StandardCharsets.ISO_8859_1);
    return start.contains("[Content_Types].xml")
        || start.contains("mimetypeapplication/")
        || start.contains("META-INF/MANIFEST.MF");
  }

  private static boolean startsWith(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (head.length <= i || (head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
