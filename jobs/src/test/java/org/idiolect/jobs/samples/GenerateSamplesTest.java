package org.idiolect.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateSamplesTest {

  private static final Path COMMITTED = Path.of("../data-samples");

  @Test
  void committedExportsAreTheDefaultOutputByteForByte(@TempDir Path to) throws IOException {
    GenerateSamples.run(to, GenerateSamples.DEFAULT_SEED, GenerateSamples.DEFAULT_MESSAGES);
    List<Path> files = files(to);
    assertThat(files(COMMITTED.resolve("exports"))).hasSameSizeAs(files(to.resolve("exports")));
    for (Path file : files) {
      assertThat(COMMITTED.resolve(to.relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
