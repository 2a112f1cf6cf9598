package org.idiolect.ingest.container;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.idiolect.ingest.format.ExportInput;
import org.idiolect.ingest.format.RejectReason;

/**
 * Something with a name and bytes: a file, or an entry of an archive.
 *
 * @param name its name in the archive, names of outer entries before it with {@code !} between;
 *     empty for the file itself. Never used as a path
 * @param raw opens its bytes; null when it is refused
 * @param channel opens its bytes for reading at any place; null when that is not possible
 * @param refusal why it is not read; null when it is
 */
public record ArchiveEntry(
    String name, ExportInput.Opener raw, ChannelOpener channel, RefusedException refusal) {

  /** Opens one channel. */
  public interface ChannelOpener {
    SeekableByteChannel open() throws IOException;
  }

  /** An entry that is not read, and why. */
  public static ArchiveEntry refused(String name, RejectReason reason, String detail) {
    return new ArchiveEntry(name, null, null, new RefusedException(reason, detail));
  }
}
