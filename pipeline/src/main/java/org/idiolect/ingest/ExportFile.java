package org.idiolect.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.format.RejectReason;

/**
 * One file that was found, before anything in it was read.
 *
 * <p>Local files are opened through java.nio: Hadoop's Path refuses a name that holds a colon.
 *
 * @param location an absolute local path, or the URI of another file system
 * @param local whether {@code location} is a local path
 * @param relative its path below the input that it was found in; names the source
 * @param bytes its length
 * @param modifiedMillis when it was last changed, ms since 1970
 */
public record ExportFile(
    String location, boolean local, String relative, long bytes, long modifiedMillis)
    implements Serializable {

  InputStream open(Configuration hadoop) throws IOException {
    if (local) {
      requireRegular();
      return new BufferedInputStream(Files.newInputStream(Path.of(location)), 1 << 16);
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(URI.create(location));
    return FileSystem.get(path.toUri(), hadoop).open(path, 1 << 16);
  }

  /** Whether the file is no longer as it was when it was listed; always false when not local. */
  boolean hasChanged() throws IOException {
    if (!local) {
      return false;
    }
    BasicFileAttributes now = Files.readAttributes(Path.of(location), BasicFileAttributes.class);
    return now.isRegularFile()
        && (now.size() != bytes || now.lastModifiedTime().toMillis() != modifiedMillis);
  }

  /** Opening a pipe would wait without end. */
  private void requireRegular() throws IOException {
    if (Files.exists(Path.of(location)) && !Files.isRegularFile(Path.of(location))) {
      throw new RefusedException(
          RejectReason.NOT_REGULAR, "a pipe, socket or device: give the file itself");
    }
  }

  /** Opens the file at a byte. */
  InputStream openAt(long start, Configuration hadoop) throws IOException {
    if (local) {
      SeekableByteChannel channel = Files.newByteChannel(Path.of(location));
      channel.position(start);
      return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(URI.create(location));
    FSDataInputStream in = FileSystem.get(path.toUri(), hadoop).open(path, 1 << 16);
    in.seek(start);
    return in;
  }

  /** Opens the file for reading at any place. */
  SeekableByteChannel openChannel(Configuration hadoop) throws IOException {
    if (local) {
      requireRegular();
      return Files.newByteChannel(Path.of(location));
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(URI.create(location));
    return new HadoopChannel(FileSystem.get(path.toUri(), hadoop).open(path), bytes);
  }
}
