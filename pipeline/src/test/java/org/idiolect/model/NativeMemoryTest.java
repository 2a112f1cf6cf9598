package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.FULL;
import static org.idiolect.model.Reference.FULL_RATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {
  /** Batches after which pools and caches have their size. */
  private static final int WARM_UP = 60;

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryStaysFlatOverTwoHundredBatchesOfChangingShape() throws IOException {
    try (FullTrainer trainer =
        FullTrainer.create(Reference.weights(0.1), FULL, CPU, new StepConfig(2, true))) {
      train(trainer, WARM_UP);
      System.gc();
      long before = residentKilobytes();
      train(trainer, 200);
      System.gc();
      assertThat(residentKilobytes() / (double) before).isLessThan(1.05);
    }
  }

  private static void train(FullTrainer trainer, int batches) {
    for (int i = 0; i < batches; i++) {
      trainer.step(FullTrainerTest.batch(i, 1 + i % 8, 8 + 8 * (i % 7)), FULL_RATE);
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
