package org.idiolect.ingest.container;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary copy of bytes that could be read only once. Its name has nothing of theirs. */
public final class SpooledBytes implements Closeable {
  private final Path file;

  private SpooledBytes(Path file) {
    this.file = file;
  }

  /**
   * @param head the first bytes
   * @param rest those after them; not closed
   */
  public static SpooledBytes of(byte[] head, InputStream rest) throws IOException {
    Path file = Files.createTempFile("idiolect-entry-", ".tmp");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(head);
      rest.transferTo(out);
      return new SpooledBytes(file);
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
  }

  InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** Opens the copy for reading at any place. */
  public SeekableByteChannel channel() throws IOException {
    return Files.newByteChannel(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
