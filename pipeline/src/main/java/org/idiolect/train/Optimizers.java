package org.idiolect.train;

import org.idiolect.model.AdamWConfig;

/** AdamW with the settings of a phase. */
final class Optimizers {
  /** PyTorch's default. */
  private static final double EPSILON = 1e-8;

  private Optimizers() {}

  static AdamWConfig adamW(TrainConfig config) {
    return new AdamWConfig(
        config.beta1(), config.beta2(), EPSILON, config.weightDecay(), config.maxGradNorm(), false);
  }
}
