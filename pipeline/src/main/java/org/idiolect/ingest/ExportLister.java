package org.idiolect.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Lists the files below the inputs, each once, in the order of their locations. Links below a
 * folder are not followed; every name is taken literally.
 */
final class ExportLister {
  private final Configuration hadoop;
  private final TreeMap<String, ExportFile> found = new TreeMap<>();

  private ExportLister(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * @param inputs files and folders: local paths, {@code file:} URIs or URIs of Hadoop file systems
   * @throws FileNotFoundException when an input does not exist
   */
  static List<ExportFile> list(List<String> inputs, Configuration hadoop) throws IOException {
    ExportLister lister = new ExportLister(hadoop);
    for (String input : inputs) {
      Path local = localPath(input, hadoop);
      if (local != null) {
        lister.addLocal(local.toAbsolutePath().normalize());
      } else {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(input);
        FileSystem files = FileSystem.get(path.toUri(), hadoop);
        lister.addRemote(files, files.getFileStatus(path), "");
      }
    }
    return lister.found.values().stream()
        .sorted(Comparator.comparing(ExportFile::location))
        .toList();
  }

  /** The local path that an input means; null when it lies on another file system. */
  private static Path localPath(String input, Configuration hadoop) {
    if (input.startsWith("file:")) {
      Path literal = Path.of(input.replaceFirst("^file:(//)?", ""));
      return Files.exists(literal) ? literal : Path.of(URI.create(input).getPath());
    }
    boolean hasScheme = input.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    boolean localDefault = FileSystem.getDefaultUri(hadoop).getScheme().equals("file");
    return !hasScheme && (localDefault || Files.exists(Path.of(input))) ? Path.of(input) : null;
  }

  private void addLocal(Path input) throws IOException {
    if (!Files.exists(input)) {
      throw new FileNotFoundException(input + " does not exist");
    }
    if (!Files.isDirectory(input)) {
      put(input, input.getFileName().toString());
      return;
    }
    try (Stream<Path> below = Files.walk(input)) {
      for (Path path : (Iterable<Path>) below::iterator) {
        BasicFileAttributes file =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (file.isRegularFile() || file.isOther()) { // Pipes and devices are refused by name.
          put(path, input.relativize(path).toString());
        }
      }
    }
  }

  private void put(Path path, String relative) throws IOException {
    found.putIfAbsent(
        path.toString(),
        new ExportFile(
            path.toString(),
            true,
            relative,
            Files.size(path),
            Files.getLastModifiedTime(path).toMillis()));
  }

  private void addRemote(FileSystem files, FileStatus status, String parent) throws IOException {
    String name = status.getPath().getName();
    if (status.isDirectory()) {
      for (FileStatus child : files.listStatus(status.getPath())) {
        addRemote(files, child, parent.isEmpty() ? "./" : parent + name + "/");
      }
    } else if (!status.isSymlink()) {
      String location = status.getPath().toUri().toString();
      found.putIfAbsent(
          location,
          new ExportFile(
              location,
              false,
              (parent + name).replaceFirst("^\\./", ""),
              status.getLen(),
              status.getModificationTime()));
    }
  }
}
