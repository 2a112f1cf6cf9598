package org.idiolect.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.idiolect.model.Safetensors;
import org.idiolect.model.Tensor;
import org.idiolect.model.TensorPieces;
import org.idiolect.model.TensorType;
import org.idiolect.table.Checksums;

/**
 * Checkpoints of one phase on a shared file system: {@code step-<n>/state.safetensors} and {@code
 * loop.json}, then their checksums. The checksums are written last, so a checkpoint without them
 * was cut short and is skipped.
 */
final class Checkpoints {
  private static final String STATE = "state.safetensors";
  private static final String LOOP = "loop.json";
  private static final String CHECKSUMS = "SHA256SUMS";

  /** The newest, and the one before in case that does not verify. */
  private static final int KEPT = 2;

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * One checkpoint.
   *
   * @param step optimizer steps taken
   * @param tensors parameters and optimizer state
   * @param loop where the loop stands, as text
   */
  record Saved(int step, List<Tensor> tensors, String loop) {}

  /** The file that holds the loop's text after some steps. */
  static Path loopFile(Path folder, int step) {
    return home(folder, step).resolve(LOOP);
  }

  /**
   * Saves the state after some steps and removes all but the newest two.
   *
   * @param tensors parameters and optimizer state, of which a piece is in memory at a time
   * @param loop where the loop stands, as text
   */
  void save(int step, List<? extends TensorPieces> tensors, String loop) {
    Path home = home(step);
    try {
      Files.createDirectories(home);
      Files.deleteIfExists(home.resolve(CHECKSUMS));
      Safetensors.write(home.resolve(STATE), tensors, Map.of(), TensorType.F32);
      Files.writeString(home.resolve(LOOP), loop, StandardCharsets.UTF_8);
      Path partial = home.resolve(CHECKSUMS + ".partial");
      Files.writeString(partial, checksums(home), StandardCharsets.UTF_8);
      Files.move(partial, home.resolve(CHECKSUMS), StandardCopyOption.ATOMIC_MOVE);
      removeOld();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + home, e);
    }
  }

  private Path home(int step) {
    return home(folder, step);
  }

  private static Path home(Path folder, int step) {
    return folder.resolve(String.format("step-%08d", step));
  }

  /** The newest checkpoint that verifies. */
  Optional<Saved> newest() {
    for (Path home : newestFirst()) {
      if (verifies(home)) {
        return Optional.of(read(home));
      }
    }
    return Optional.empty();
  }

  /** Whether there is a checkpoint that verifies from before this step. */
  boolean hasOlderThan(int step) {
    Path home = home(step);
    return newestFirst().stream().anyMatch(other -> other.compareTo(home) < 0 && verifies(other));
  }

  /** Removes the checkpoint of a step, if there is one. */
  void discard(int step) {
    try {
      remove(home(step));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the checkpoint of step " + step, e);
    }
  }

  private static Saved read(Path home) {
    try {
      int step = Integer.parseInt(home.getFileName().toString().substring("step-".length()));
      List<Tensor> tensors = new ArrayList<>(Safetensors.read(home.resolve(STATE)).values());
      return new Saved(step, tensors, Files.readString(home.resolve(LOOP)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint " + home, e);
    }
  }

  private static boolean verifies(Path home) {
    try {
      Path sums = home.resolve(CHECKSUMS);
      return Files.exists(sums) && Files.readString(sums).equals(checksums(home));
    } catch (IOException e) {
      return false;
    }
  }

  /** As {@code sha256sum} writes them. */
  private static String checksums(Path home) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String file : List.of(LOOP, STATE)) {
      try (InputStream in = Files.newInputStream(home.resolve(file))) {
        lines.append(Checksums.sha256(in)).append("  ").append(file).append('\n');
      }
    }
    return lines.toString();
  }

  private void removeOld() throws IOException {
    List<Path> homes = newestFirst();
    for (Path old : homes.subList(Math.min(KEPT, homes.size()), homes.size())) {
      remove(old);
    }
  }

  /** The checksums go first: what is left of a removal that is cut short does not verify. */
  private static void remove(Path home) throws IOException {
    if (Files.isDirectory(home)) {
      Files.deleteIfExists(home.resolve(CHECKSUMS));
      try (Stream<Path> files = Files.list(home)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(home);
    }
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes
          .filter(home -> home.getFileName().toString().matches("step-[0-9]{8}"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the checkpoints in " + folder, e);
    }
  }
}
