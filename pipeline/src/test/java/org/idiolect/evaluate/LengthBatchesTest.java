package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LengthBatchesTest {
  @Test
  void paddingCountsTowardsTheBound() {
    assertThat(batches(List.of(2, 3, 3, 9), 9)).containsExactly(List.of(2, 3, 3), List.of(9));
    assertThat(batches(List.of(1, 20, 20), 9))
        .containsExactly(List.of(1), List.of(20), List.of(20));
    assertThat(batches(List.of(), 9)).isEmpty();
  }

  @Test
  void everyRowComesOnceAndNoBatchIsTooLarge() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 200; trial++) {
      List<Integer> lengths = random.ints(random.nextInt(40), 1, 30).sorted().boxed().toList();
      List<List<Integer>> batches = batches(lengths, 64);
      assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(lengths);
      assertThat(batches).allMatch(b -> b.size() * b.get(b.size() - 1) <= 64);
    }
  }

  private static List<List<Integer>> batches(List<Integer> lengths, int batchTokens) {
    List<List<Integer>> batches = new ArrayList<>();
    new LengthBatches<>(lengths.iterator(), Integer::intValue, batchTokens)
        .forEachRemaining(batches::add);
    return batches;
  }
}
