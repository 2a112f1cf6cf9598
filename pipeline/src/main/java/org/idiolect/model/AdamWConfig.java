package org.idiolect.model;

import java.io.Serializable;

/**
 * AdamW (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101).
 *
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the second mean
 * @param weightDecay multiplied by the learning rate
 * @param maxGradNorm largest norm over all gradients; 0 for no clipping
 * @param decayAll true: every tensor decays, as in plain torch.optim.AdamW; false: matrices only,
 *     as GPT-2 is trained. Adapters have matrices only
 */
public record AdamWConfig(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double maxGradNorm,
    boolean decayAll)
    implements Serializable {
  public AdamWConfig {
    checkBelowOne("beta1", beta1);
    checkBelowOne("beta2", beta2);
    checkAtLeastZero("epsilon", epsilon);
    checkAtLeastZero("weight decay", weightDecay);
    checkAtLeastZero("max grad norm", maxGradNorm);
  }

  /** The published choices for GPT-2: betas 0.9 and 0.95, decay 0.1 on matrices, norm at most 1. */
  public static AdamWConfig defaults() {
    return new AdamWConfig(0.9, 0.95, 1e-8, 0.1, 1.0, false);
  }

  private static void checkBelowOne(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1), got %s".formatted(name, value));
    }
  }

  private static void checkAtLeastZero(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be at least 0, got %s".formatted(name, value));
    }
  }
}
