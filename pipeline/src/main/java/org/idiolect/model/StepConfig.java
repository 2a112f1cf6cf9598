package org.idiolect.model;

import java.io.Serializable;

/**
 * How a step of training all weights is computed; the numbers are the same up to rounding.
 *
 * @param parts the rows of a batch are computed in so many groups, whose gradients add up: less
 *     memory for activations, one more copy of the weights for the sum
 * @param recompute whether layers are computed again in the backward pass instead of remembered:
 *     activations of one layer instead of all, for about a third more work
 */
public record StepConfig(int parts, boolean recompute) implements Serializable {
  public StepConfig {
    if (parts < 1) {
      throw new IllegalArgumentException("accumulation-steps must be at least 1, got " + parts);
    }
  }

  /** The whole batch at once, remembering everything. */
  public static StepConfig defaults() {
    return new StepConfig(1, false);
  }
}
