package org.idiolect.ingest.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Stops an archive that expands beyond any chat export, whatever its header says. */
final class BoundedInflate extends FilterInputStream {
  private final InflateMeter meter;
  private final LongSupplier packed;
  private long bytes;

  /**
   * @param packed bytes of the archive that were used so far, or the packed size of the entry
   */
  BoundedInflate(InputStream in, InflateMeter meter, LongSupplier packed) {
    super(in);
    this.meter = meter;
    this.packed = packed;
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
      bytes += count;
      meter.check(bytes, packed.getAsLong());
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    int wanted = (int) Math.min(count, 1 << 14);
    return wanted <= 0 ? 0 : Math.max(0, read(new byte[wanted], 0, wanted));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
