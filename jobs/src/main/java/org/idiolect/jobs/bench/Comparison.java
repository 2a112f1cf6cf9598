package org.idiolect.jobs.bench;

import java.util.List;
import org.idiolect.model.Precision;

/** What the repetitions of both sides say together. */
record Comparison(List<Repetition> ours, List<Repetition> peers) {
  /** Rounding of eight bits of mantissa, further apart with every step. */
  private static final double BFLOAT16_TOLERANCE = 2e-2;

  /** Sums in another order. */
  private static final double FLOAT32_TOLERANCE = 1e-4;

  static double tolerance(Precision precision) {
    return precision == Precision.BFLOAT16 ? BFLOAT16_TOLERANCE : FLOAT32_TOLERANCE;
  }

  /** The middle value; of an even number, the mean of the two in the middle. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there is no median of nothing");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static double medianTokensPerSecond(List<Repetition> repetitions) {
    return median(repetitions.stream().map(Repetition::tokensPerSecond).toList());
  }

  /** Our speed over theirs. */
  double ratio() {
    return medianTokensPerSecond(ours) / medianTokensPerSecond(peers);
  }

  /**
   * The largest relative difference between losses of the same step.
   *
   * @throws IllegalStateException if the sides did not do the same number of steps and tokens
   */
  double largestLossDifference() {
    double largest = 0;
    for (int i = 0; i < ours.size(); i++) {
      Repetition our = ours.get(i);
      Repetition peer = peers.get(i);
      if (our.losses().size() != peer.losses().size() || our.tokens() != peer.tokens()) {
        throw new IllegalStateException(
            "repetition %d: %d tokens and %d losses on our side, %d and %d on the other"
                .formatted(
                    i, our.tokens(), our.losses().size(), peer.tokens(), peer.losses().size()));
      }
      for (int step = 0; step < our.losses().size(); step++) {
        double expected = peer.losses().get(step);
        largest = Math.max(largest, Math.abs(our.losses().get(step) - expected) / expected);
      }
    }
    return largest;
  }
}
