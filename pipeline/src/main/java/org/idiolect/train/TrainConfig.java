package org.idiolect.train;

import java.io.Serializable;
import org.idiolect.model.Dropout;

/**
 * Settings of one training phase, shared by the shared model and the adapters.
 *
 * @param epochs passes over the training windows; 0 = keep the parameters as they are
 * @param batchSize windows per optimizer step
 * @param learningRate peak rate of AdamW
 * @param finalLearningRateRatio rate at the last step, as a share of the peak (cosine)
 * @param warmupRatio share of the steps in which the rate rises from 0
 * @param weightDecay AdamW's decoupled decay
 * @param beta1 AdamW's first moment decay
 * @param beta2 AdamW's second moment decay
 * @param maxGradNorm global norm to which gradients are clipped; 0 = no clipping
 * @param dropout share of values dropped after the embeddings and on both branches of a layer, in
 *     [0, 0.9]
 * @param objective what is minimised
 * @param lambda weight of L1 in L3 (0.5 in the paper)
 * @param validationsPerEpoch how often the validation loss is measured in one epoch
 * @param validationWindows windows used for one measurement at the most
 * @param patience measurements without a gain of 1e-4 nats after which training stops; 0 = never
 * @param checkpointSteps optimizer steps between checkpoints; 0 = none
 * @param seed order of the data, first adapter weights
 */
public record TrainConfig(
    int epochs,
    int batchSize,
    double learningRate,
    double finalLearningRateRatio,
    double warmupRatio,
    double weightDecay,
    double beta1,
    double beta2,
    double maxGradNorm,
    double dropout,
    Objective objective,
    double lambda,
    int validationsPerEpoch,
    int validationWindows,
    int patience,
    int checkpointSteps,
    long seed)
    implements Serializable {

  public TrainConfig {
    require(epochs >= 0, "epochs must not be negative, got " + epochs);
    require(batchSize >= 1, "batch-size must be at least 1, got " + batchSize);
    require(learningRate > 0, "learning-rate must be above 0, got " + learningRate);
    requireShare(finalLearningRateRatio, "final-learning-rate-ratio");
    requireShare(warmupRatio, "warmup-ratio");
    require(weightDecay >= 0, "weight-decay must not be negative, got " + weightDecay);
    require(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1), got " + beta1);
    require(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1), got " + beta2);
    require(maxGradNorm >= 0, "max-grad-norm must not be negative, got " + maxGradNorm);
    require(
        dropout >= 0 && dropout <= Dropout.LARGEST_RATE,
        "dropout must be in [0, 0.9], got " + dropout);
    require(lambda >= 0, "lambda must not be negative, got " + lambda);
    require(validationsPerEpoch >= 1, "validations-per-epoch must be at least 1");
    require(validationWindows >= 1, "validation-windows must be at least 1");
    require(patience >= 0, "patience must not be negative, got " + patience);
    require(checkpointSteps >= 0, "checkpoint-steps must not be negative");
  }

  /** What an author's adapter is trained with unless something else is set. */
  public static TrainConfig ofAdapters() {
    return new TrainConfig(
        3, 8, 1e-3, 0.1, 0.05, 0, 0.9, 0.99, 1, 0, Objective.L3, 0.1, 2, 256, 3, 0, 1);
  }

  /** The same with what people change most. */
  public TrainConfig with(int newEpochs, int newBatchSize, double newRate, long newSeed) {
    return new TrainConfig(
        newEpochs,
        newBatchSize,
        newRate,
        finalLearningRateRatio,
        warmupRatio,
        weightDecay,
        beta1,
        beta2,
        maxGradNorm,
        dropout,
        objective,
        lambda,
        validationsPerEpoch,
        validationWindows,
        patience,
        checkpointSteps,
        newSeed);
  }

  /** The same with another seed. */
  public TrainConfig withSeed(long newSeed) {
    return with(epochs, batchSize, learningRate, newSeed);
  }

  /** The same with another distance between checkpoints. */
  TrainConfig withCheckpointSteps(int steps) {
    return new TrainConfig(
        epochs,
        batchSize,
        learningRate,
        finalLearningRateRatio,
        warmupRatio,
        weightDecay,
        beta1,
        beta2,
        maxGradNorm,
        dropout,
        objective,
        lambda,
        validationsPerEpoch,
        validationWindows,
        patience,
        steps,
        seed);
  }

  private static void requireShare(double value, String name) {
    require(value >= 0 && value <= 1, name + " must be in [0, 1], got " + value);
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
