package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.FULL;
import static org.idiolect.model.Reference.FULL_RATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
  /** Batches after which pools and caches have their size. */
  private static final int WARM_UP = 60;

  @Test
  void memoryStaysFlatOverTwoHundredBatchesOfChangingShape() throws IOException {
    try (FullTrainer trainer =
        FullTrainer.create(Reference.weights(0.1), FULL, CPU, new StepConfig(2, true))) {
      requireFlat(i -> trainer.step(batch(i), FULL_RATE));
    }
  }

  @Test
  void soItDoesWhenAdaptersTrainAndWrite() throws IOException {
    SamplingConfig sampling = new SamplingConfig(0.8, 40, 1.0, 1.0, 8, -1);
    LoraAdapter start = Reference.startAdapter();
    try (Gpt2Model model = Gpt2Model.load(Reference.weights(0.1), CPU);
        LoraTrainer trainer = LoraTrainer.create(model, start, Reference.ADAPTER)) {
      requireFlat(
          i -> {
            trainer.step(batch(i), Reference.ADAPTER_RATE);
            int[] begin = Arrays.copyOf(batch(i).tokenIds()[0], 4 + i % 4);
            model.generate(List.of(new Prompt(begin, trainer.adapter(), i)), sampling);
          });
    }
  }

  private static void requireFlat(IntConsumer work) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      work.accept(i);
    }
    System.gc();
    long before = residentKilobytes();
    for (int i = 0; i < 200; i++) {
      work.accept(i);
    }
    System.gc();
    assertThat(residentKilobytes() / (double) before).isLessThan(1.05);
  }

  private static TrainBatch batch(int i) {
    return FullTrainerTest.batch(i, 1 + i % 8, 8 + 8 * (i % 7));
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
