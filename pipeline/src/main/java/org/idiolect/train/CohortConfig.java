package org.idiolect.train;

import java.io.Serializable;

/**
 * How many authors share a training batch.
 *
 * @param size authors; 0 = as many as a short measurement on the device finds fastest
 * @param memoryMb bound on what their adapters, optimizer states and activations take, by estimate
 */
public record CohortConfig(int size, int memoryMb) implements Serializable {
  public CohortConfig {
    if (size < 0 || size > 1024) {
      throw new IllegalArgumentException("cohort-size must be in [0, 1024], got " + size);
    }
    if (memoryMb < 1) {
      throw new IllegalArgumentException("cohort-memory-mb must be at least 1, got " + memoryMb);
    }
  }
}
