package org.idiolect.train;

/** Settings for tests. */
final class TrainConfigs {
  private TrainConfigs() {}

  static TrainConfig with(double peak, double lastRatio, double warmupRatio) {
    return new TrainConfig(
        1, 4, peak, lastRatio, warmupRatio, 0, 0.9, 0.95, 1, 0, Objective.L1, 0.5, 1, 8, 0, 0, 1);
  }

  static TrainConfig training(int epochs, Objective objective, int checkpointSteps) {
    return new TrainConfig(
        epochs, 4, 3e-3, 0.1, 0.1, 0, 0.9, 0.95, 1, 0, objective, 0.5, 2, 8, 0, checkpointSteps, 1);
  }
}
