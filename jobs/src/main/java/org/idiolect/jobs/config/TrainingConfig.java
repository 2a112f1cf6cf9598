package org.idiolect.jobs.config;

import org.idiolect.model.LoraConfig;
import org.idiolect.train.TrainConfig;

/**
 * Settings of the train stage.
 *
 * @param compute device, precision and threads of training, scoring and generation
 * @param shared the shared model's training
 * @param adapter each author's training
 * @param lora rank, alpha, targets of the adapters
 * @param bins tasks that train authors; 0 = as many as fit, cores / threads
 */
public record TrainingConfig(
    ComputeSettings compute, TrainConfig shared, TrainConfig adapter, LoraConfig lora, int bins) {
  public TrainingConfig {
    if (bins < 0) {
      throw new IllegalArgumentException("bins must not be negative, got " + bins);
    }
  }
}
