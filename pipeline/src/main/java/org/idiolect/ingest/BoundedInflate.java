package org.idiolect.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops an archive that expands beyond any chat export, whatever its header says. */
final class BoundedInflate extends FilterInputStream {
  /** Bytes one entry may expand to: 64 GiB. */
  private static final long MAX_BYTES = 1L << 36;

  private long bytes;

  BoundedInflate(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    count(count);
    return count;
  }

  private void count(int read) throws IOException {
    bytes += Math.max(0, read);
    if (bytes > MAX_BYTES) {
      throw new IOException("the archive expands to more than " + MAX_BYTES + " bytes");
    }
  }
}
