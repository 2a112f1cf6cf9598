package org.idiolect.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void theMedianIsTheMiddleValue() {
    assertThat(Comparison.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3);
    assertThat(Comparison.median(List.of(9.0, 1.0, 3.0, 5.0))).isEqualTo(4);
    assertThatThrownBy(() -> Comparison.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRatioIsOfMediansAndOneSlowRepetitionDoesNotMoveIt() {
    Comparison comparison =
        new Comparison(List.of(in(1), in(1), in(10)), List.of(in(2), in(2), in(2)));
    assertThat(comparison.ratio()).isEqualTo(2);
  }

  @Test
  void theLargestDifferenceOfAnyStepDecides() {
    Comparison comparison =
        new Comparison(
            List.of(new Repetition(1, 8, List.of(4.0, 2.1), 0)),
            List.of(new Repetition(1, 8, List.of(4.0, 2.0), 0)));
    assertThat(comparison.largestLossDifference()).isEqualTo(0.05, within(1e-12));
  }

  @Test
  void sidesThatDidDifferentWorkAreNotCompared() {
    Comparison comparison =
        new Comparison(
            List.of(new Repetition(1, 8, List.of(4.0), 0)),
            List.of(new Repetition(1, 9, List.of(4.0), 0)));
    assertThatThrownBy(comparison::largestLossDifference).hasMessageContaining("8 tokens");
  }

  private static Repetition in(double seconds) {
    return new Repetition(seconds, 100, List.of(1.0), 0);
  }
}
