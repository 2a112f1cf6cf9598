package org.idiolect.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes the bytes of a file while they are read. */
final class ContentHash extends FilterInputStream {
  private static final int DRAIN_BYTES = 1 << 16;

  private final MessageDigest digest = sha256();
  private long bytes;
  private boolean closed;

  ContentHash(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
      bytes += count;
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads what is left, so that the hash covers the whole file; parsers close at their own end. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (InputStream source = in) {
      byte[] rest = new byte[DRAIN_BYTES];
      for (int count = 0; count >= 0; count = read(rest, 0, rest.length)) {
        // Counted and hashed by read.
      }
    }
  }

  /** Length of the file; complete after closing. */
  long bytes() {
    return bytes;
  }

  /** SHA-256 in lower-case hex; may be asked once, at the end. */
  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
