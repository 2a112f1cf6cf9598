package org.idiolect.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a stream, for a look at a file that is too large to be read in seconds. */
final class SampledBytes extends FilterInputStream {
  private final long limit;
  private long bytes;
  private boolean cut;

  SampledBytes(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    long room = limit - bytes;
    if (room <= 0) {
      cut |= in.read() >= 0;
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, room));
    bytes += Math.max(0, count);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Whether there was more than the limit. */
  boolean wasCut() {
    return cut;
  }
}
