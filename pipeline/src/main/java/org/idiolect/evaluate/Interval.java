package org.idiolect.evaluate;

import java.util.Arrays;

/**
 * A 95 % percentile interval.
 *
 * @param low the 2.5th percentile of the resamples
 * @param high the 97.5th percentile
 */
record Interval(double low, double high) {
  private static final double TAIL = 0.025;

  /**
   * The interval of a resampled number, or null when fewer than half of the resamples have a value.
   *
   * @param resamples values in any order; NaN where a resample drew nothing
   */
  static Interval of(double[] resamples) {
    double[] sorted = Arrays.stream(resamples).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0 || sorted.length * 2 < resamples.length) {
      return null;
    }
    return new Interval(percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
  }

  private static double percentile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
