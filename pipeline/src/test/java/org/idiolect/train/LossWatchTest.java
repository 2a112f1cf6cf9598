package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.idiolect.model.StepResult;
import org.junit.jupiter.api.Test;

class LossWatchTest {
  private final LossWatch watch = new LossWatch();

  @Test
  void aLossThatIsNotFiniteIsTroubleAtOnce() {
    assertThat(watch.trouble(step(Double.NaN, 1))).contains("the loss is not finite");
    assertThat(watch.trouble(step(3, Double.POSITIVE_INFINITY)))
        .contains("the gradient is not finite");
  }

  @Test
  void aFewHardBatchesAreNoTrouble() {
    for (int step = 0; step < 200; step++) {
      boolean isHard = step > 50 && step % LossWatch.STEPS_ABOVE != 0;
      assertThat(watch.trouble(step(isHard ? 7 : 3, 1))).isEmpty();
    }
  }

  @Test
  void aLossThatStaysAboveTheRunningMeanIsTrouble() {
    List<Optional<String>> answers = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      answers.add(watch.trouble(step(step < 50 ? 3 : 7, 1)));
    }

    int first = 50 + LossWatch.STEPS_ABOVE - 1;
    assertThat(answers.subList(0, first)).containsOnly(Optional.empty());
    assertThat(answers.get(first).orElse("")).contains("2.0 times its running mean for 5 steps");
    assertThat(watch.isCalm()).isFalse();
  }

  @Test
  void theHighLossOfTheFirstStepsIsNoTroubleLater() {
    for (int step = 0; step < 100; step++) {
      assertThat(watch.trouble(step(10.0 / (1 + step), 1))).isEmpty();
    }
  }

  private static StepResult step(double nats, double gradNorm) {
    return new StepResult(nats, gradNorm, nats * 10, 10, nats * 10, 10);
  }
}
