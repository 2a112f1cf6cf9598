package org.idiolect.ingest.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A temporary copy of a Parquet file: its footer lies at its end, and what is in a zip or on
 * another file system can be read from front to back only.
 */
final class SpooledParquet implements InputFile, Closeable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Path file;

  /**
   * @throws EOFException if the file does not end as a Parquet file does
   */
  SpooledParquet(InputStream bytes) throws IOException {
    this.file = Files.createTempFile("idiolect-parquet-", ".tmp");
    try (bytes) {
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      requireFooter();
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
  }

  private void requireFooter() throws IOException {
    ByteBuffer end = ByteBuffer.allocate(MAGIC.length);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (channel.size() >= 2L * MAGIC.length) {
        channel.position(channel.size() - MAGIC.length).read(end);
      }
    }
    if (!Arrays.equals(end.array(), MAGIC)) {
      throw new EOFException("a Parquet file ends with PAR1");
    }
  }

  @Override
  public long getLength() throws IOException {
    return Files.size(file);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    return new DelegatingSeekableInputStream(Channels.newInputStream(channel)) {
      @Override
      public long getPos() throws IOException {
        return channel.position();
      }

      @Override
      public void seek(long position) throws IOException {
        channel.position(position);
      }
    };
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
