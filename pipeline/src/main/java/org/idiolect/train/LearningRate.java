package org.idiolect.train;

/** Linear warm-up, then a cosine down to a share of the peak (Radford et al. 2018, section 4.1). */
final class LearningRate {
  private final double peak;
  private final double last;
  private final int warmupSteps;
  private final int steps;

  LearningRate(TrainConfig config, int steps) {
    this.peak = config.learningRate();
    this.last = config.learningRate() * config.finalLearningRateRatio();
    this.warmupSteps = (int) Math.round(config.warmupRatio() * steps);
    this.steps = steps;
  }

  /**
   * The rate of one optimizer step.
   *
   * @param step counted from 0
   */
  double at(int step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    double progress = (step - warmupSteps) / (double) Math.max(1, steps - warmupSteps);
    return last + (peak - last) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
  }
}
