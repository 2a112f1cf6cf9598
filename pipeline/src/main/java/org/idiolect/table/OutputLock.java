package org.idiolect.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing to one output folder at a time. The operating system drops the lock
 * with the process, so a killed run never blocks the next one. Only local and POSIX-mounted folders
 * can be locked; on object stores preflight says so.
 */
public final class OutputLock implements AutoCloseable {
  private final FileChannel channel;

  private OutputLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of an output folder and creates the folder.
   *
   * @throws OutputHeldException if another run holds it
   */
  public static OutputLock take(Path out) {
    FileChannel channel = open(out);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new OutputLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this JVM: the same answer as another process.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the output folder " + out, e);
    }
    close(channel);
    throw new OutputHeldException(out);
  }

  private static FileChannel open(Path out) {
    try {
      Files.createDirectories(out);
      return FileChannel.open(
          out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the output folder " + out, e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock of the output folder", e);
    }
  }

  @Override
  public void close() {
    close(channel);
  }

  /** Another run holds the output folder. */
  public static final class OutputHeldException extends RuntimeException {
    OutputHeldException(Path out) {
      super("another run is writing to " + out + "; wait for it, or choose another --out");
    }
  }
}
