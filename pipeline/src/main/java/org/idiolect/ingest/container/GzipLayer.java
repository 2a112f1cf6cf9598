package org.idiolect.ingest.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Gzip around an export; all members are read, and what follows the last one is not. */
public record GzipLayer(InflateMeter meter) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** The unpacked bytes; closing them closes the packed ones. */
  public InputStream open(InputStream packed) throws IOException {
    Counted counted = new Counted(packed);
    return new BoundedInflate(
        new GZIPInputStream(counted, BUFFER_BYTES), meter, () -> counted.bytes);
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      bytes += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
