package org.idiolect.jobs.config;

import java.util.List;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.StepConfig;
import org.idiolect.train.CohortConfig;
import org.idiolect.train.RankTiers;
import org.idiolect.train.TrainConfig;

/**
 * Settings of the train stage.
 *
 * @param compute device, precision and threads of training, scoring and generation
 * @param shared the shared model's training
 * @param adapter each author's training
 * @param lora rank, alpha, targets of the adapters
 * @param rankTiers ranks by data grade, such as A=16; others get that of {@code lora}
 * @param cohortSize authors in one training batch; 0 = measured
 * @param cohortMemoryMb bound on the memory of a cohort, by estimate
 * @param accumulationSteps parts in which a batch of the shared model is computed
 * @param recompute whether the shared model's layers are computed again in the backward pass
 * @param bins tasks that train authors; 0 = as many as fit, cores / threads
 */
public record TrainingConfig(
    ComputeSettings compute,
    TrainConfig shared,
    TrainConfig adapter,
    LoraConfig lora,
    List<String> rankTiers,
    int cohortSize,
    int cohortMemoryMb,
    int accumulationSteps,
    boolean recompute,
    int bins) {
  public TrainingConfig {
    if (bins < 0) {
      throw new IllegalArgumentException("bins must not be negative, got " + bins);
    }
    RankTiers.parse(lora, rankTiers);
    new CohortConfig(cohortSize, cohortMemoryMb);
    new StepConfig(accumulationSteps, recompute);
  }

  /** How a step of the shared model is computed. */
  public StepConfig step() {
    return new StepConfig(accumulationSteps, recompute);
  }

  /** Shape of each author's adapter. */
  public RankTiers ranks() {
    return RankTiers.parse(lora, rankTiers);
  }

  /** How many authors share a batch. */
  public CohortConfig cohort() {
    return new CohortConfig(cohortSize, cohortMemoryMb);
  }
}
