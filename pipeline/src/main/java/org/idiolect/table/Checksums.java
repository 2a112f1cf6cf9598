package org.idiolect.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** SHA-256 of texts and of the files that a commit names. */
public final class Checksums {
  private Checksums() {}

  /** SHA-256 of a text in UTF-8, hex. */
  public static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The files below a path, or the path itself, with lengths and checksums, in path order. */
  static List<StageCommit.CommittedFile> of(FileSystem files, Path root, Path path)
      throws IOException {
    List<StageCommit.CommittedFile> committed = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> found = files.listFiles(path, true);
    while (found.hasNext()) {
      LocatedFileStatus status = found.next();
      if (!status.getPath().getName().endsWith(".crc")) {
        String relative = root.toUri().relativize(status.getPath().toUri()).getPath();
        committed.add(
            new StageCommit.CommittedFile(
                relative, status.getLen(), sha256(files, status.getPath())));
      }
    }
    committed.sort(Comparator.comparing(StageCommit.CommittedFile::path));
    return committed;
  }

  static String sha256(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return sha256(in);
    }
  }

  /** SHA-256 of everything that a stream still holds, hex; the caller closes it. */
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
