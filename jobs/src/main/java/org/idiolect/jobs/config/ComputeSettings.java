package org.idiolect.jobs.config;

import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Precision;

/**
 * Where and how models compute.
 *
 * @param device cpu, or gpu:N
 * @param precision float32 or bfloat16
 * @param threads native threads of one task; 0 = all cores
 */
public record ComputeSettings(String device, Precision precision, int threads) {
  public ComputeSettings {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative, got " + threads);
    }
  }

  /** The same with the number of threads settled. */
  public ComputeConfig resolved() {
    int cores = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    return new ComputeConfig(device, precision, cores);
  }
}
