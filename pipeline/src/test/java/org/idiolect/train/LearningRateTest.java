package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  private static final double EXACT = 1e-15;

  @Test
  void risesThenFallsOnACosine() {
    LearningRate rate = new LearningRate(TrainConfigs.with(0.01, 0.1, 0.1), 100);

    assertThat(rate.at(0)).isCloseTo(0.001, within(EXACT));
    assertThat(rate.at(9)).isCloseTo(0.01, within(EXACT));
    assertThat(rate.at(10)).isCloseTo(0.01, within(EXACT));
    assertThat(rate.at(55)).isCloseTo(0.0055, within(EXACT));
    assertThat(rate.at(100)).isCloseTo(0.001, within(EXACT));
  }

  @Test
  void withoutWarmupBeginsAtThePeak() {
    assertThat(new LearningRate(TrainConfigs.with(0.01, 0.0, 0.0), 10).at(0))
        .isCloseTo(0.01, within(EXACT));
  }
}
