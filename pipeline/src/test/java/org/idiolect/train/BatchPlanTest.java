package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private final int[] lengths = new Random(5).ints(1000, 1, 257).toArray();

  @Test
  void everyExampleIsInOneBatch() {
    List<int[]> batches = BatchPlan.epoch(lengths, 16, 1, 0);

    int[] all = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    assertThat(flat(1, 0)).isEqualTo(flat(1, 0)).isNotEqualTo(flat(2, 0)).isNotEqualTo(flat(1, 1));
  }

  @Test
  void rowsOfABatchHaveNearlyEqualLengths() {
    long padded = 0;
    for (int[] batch : BatchPlan.epoch(lengths, 16, 1, 0)) {
      int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
      padded += (long) longest * batch.length;
    }
    long real = Arrays.stream(lengths).sum();
    // The project's goal for padding on chat is a tenth.
    assertThat((padded - real) / (double) padded).isLessThan(0.1);
  }

  private int[] flat(long seed, int epoch) {
    return BatchPlan.epoch(lengths, 16, seed, epoch).stream()
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
