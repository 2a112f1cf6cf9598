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
import org.idiolect.model.TensorType;
import org.idiolect.table.Checksums;

/**
 * Checkpoints of one phase on a shared file system: {@code step-<n>/state.safetensors}, then its
 * checksum. The checksum is written last, so a checkpoint without one was cut short and is skipped.
 */
final class Checkpoints {
  private static final String STATE = "state.safetensors";
  private static final String CHECKSUM = "state.sha256";

  /** Kept besides the newest, in case that one does not verify. */
  private static final int KEPT = 2;

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** Saves the state after {@code step} optimizer steps and removes all but the newest two. */
  void save(int step, List<Tensor> state) {
    Path home = folder.resolve(String.format("step-%08d", step));
    try {
      Files.createDirectories(home);
      Safetensors.write(home.resolve(STATE), state, Map.of(), TensorType.F32);
      Path partial = home.resolve(CHECKSUM + ".partial");
      Files.writeString(partial, sha256(home.resolve(STATE)), StandardCharsets.UTF_8);
      Files.move(partial, home.resolve(CHECKSUM), StandardCopyOption.ATOMIC_MOVE);
      removeOld();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + home, e);
    }
  }

  /** The state of the newest checkpoint that verifies. */
  Optional<List<Tensor>> newest() {
    for (Path home : newestFirst()) {
      if (verifies(home)) {
        return Optional.of(new ArrayList<>(Safetensors.read(home.resolve(STATE)).values()));
      }
    }
    return Optional.empty();
  }

  private boolean verifies(Path home) {
    try {
      Path checksum = home.resolve(CHECKSUM);
      return Files.exists(checksum)
          && Files.readString(checksum).equals(sha256(home.resolve(STATE)));
    } catch (IOException e) {
      return false;
    }
  }

  private void removeOld() throws IOException {
    List<Path> homes = newestFirst();
    for (Path old : homes.subList(Math.min(KEPT, homes.size()), homes.size())) {
      try (Stream<Path> files = Files.list(old)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(old);
    }
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the checkpoints in " + folder, e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Checksums.sha256(in);
    }
  }
}
