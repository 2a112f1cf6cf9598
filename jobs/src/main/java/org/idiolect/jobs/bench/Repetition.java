package org.idiolect.jobs.bench;

import java.util.List;

/**
 * One repetition of one side.
 *
 * @param tokens useful ones
 * @param losses see {@link Workload.Done}
 * @param peakRssMegabytes of the process so far
 */
record Repetition(double seconds, long tokens, List<Double> losses, long peakRssMegabytes) {
  double tokensPerSecond() {
    return tokens / seconds;
  }

  double meanLoss() {
    return losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
