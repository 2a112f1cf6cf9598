package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.idiolect.model.TrainBatch;
import org.junit.jupiter.api.Test;

class ExampleTest {
  private final Example window =
      new Example(new int[] {9, 1, 2, 3, 4}, 1, new boolean[] {false, false, true, true, false});

  @Test
  void l1WeighsEveryScoredTokenAlike() {
    TrainBatch batch =
        Example.batch(List.of(new Example(window.tokenIds(), 2, null)), Objective.L1, 0.5);

    assertThat(batch.lossWeights()[0]).containsExactly(0, 0, 1, 1, 1);
    assertThat(batch.denominator()).isEqualTo(3);
  }

  @Test
  void l2WeighsTheAuthorsOwnTokens() {
    TrainBatch batch = Example.batch(List.of(window), Objective.L2, 0.5);

    assertThat(batch.lossWeights()[0]).containsExactly(0, 0, 1, 1, 0);
    assertThat(batch.denominator()).isEqualTo(2);
  }

  @Test
  void l3AddsLambdaTimesAllAndDividesByOwn() {
    TrainBatch batch = Example.batch(List.of(window, window), Objective.L3, 0.5);

    assertThat(batch.lossWeights()[1]).containsExactly(0, 0.5f, 1.5f, 1.5f, 0.5f);
    assertThat(batch.denominator()).isEqualTo(4);
  }
}
