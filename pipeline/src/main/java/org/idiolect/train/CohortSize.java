package org.idiolect.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraCohort;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.TrainBatch;

/** How many authors to train in one batch on this device. */
public final class CohortSize {
  /** Numbers that one token leaves in a block for the backward pass, as multiples of C. */
  private static final int KEPT_CHANNELS = 34;

  /** Adapter, gradient and AdamW's two means, float32. */
  private static final int BYTES_OF_A_PARAMETER = 16;

  private static final int TIMED_STEPS = 3;

  /** A larger cohort has to be this much faster: it pads more and fills less evenly. */
  private static final double WORTHWHILE = 1.1;

  private CohortSize() {}

  /** Slots for a cohort that begins with this author; at least one. */
  static int of(AdapterTraining training, Gpt2Model shared, AuthorExamples first) {
    CohortConfig config = training.cohort();
    int fitting = fitting(training, shared.config(), first);
    if (config.size() > 0) {
      return Math.min(config.size(), fitting);
    }
    try {
      return fastest(fitting, size -> speed(training, shared, first, size));
    } catch (RuntimeException e) {
      return 1; // an author whose windows the model refuses; training says so in his row
    }
  }

  /** Slots within the bound of memory; at least one. */
  static int fitting(AdapterTraining training, Gpt2Config model, AuthorExamples first) {
    long tokens =
        (long) training.config().batchSize()
            * first.train().stream().mapToInt(Example::length).max().orElse(1);
    long bytes = bytesOfASlot(model, first.lora(), tokens);
    return (int)
        Math.max(1, Math.min(1024, (long) training.cohort().memoryMb() * 1_000_000 / bytes));
  }

  /** Adapter with optimizer, and what a step keeps of each token for the backward pass. */
  private static long bytesOfASlot(Gpt2Config model, LoraConfig lora, long tokens) {
    long activations = 4L * KEPT_CHANNELS * model.channels() * model.layers() * tokens;
    return BYTES_OF_A_PARAMETER * lora.parameters(model) + activations;
  }

  /**
   * Doubles a cohort as long as that makes it faster.
   *
   * @param limit authors at the most
   * @param speedOf work a second of a cohort of that size, in any unit
   */
  public static int fastest(int limit, IntToDoubleFunction speedOf) {
    int best = 1;
    double bestSpeed = speedOf.applyAsDouble(1);
    for (int size = 2; size <= limit; size *= 2) {
      double speed = speedOf.applyAsDouble(size);
      if (speed < bestSpeed * WORTHWHILE) {
        break;
      }
      best = size;
      bestSpeed = speed;
    }
    return best;
  }

  /** Steps of one author a second, with equal neighbours. */
  private static double speed(
      AdapterTraining training, Gpt2Model shared, AuthorExamples first, int size) {
    TrainConfig config = training.config();
    List<Example> rows =
        first.train().subList(0, Math.min(config.batchSize(), first.train().size()));
    TrainBatch[] batches = new TrainBatch[size];
    Arrays.fill(batches, Example.batch(rows, config.objective(), config.lambda()));
    LoraAdapter start = LoraAdapter.initialize(shared.config(), first.lora(), config.seed());
    List<LoraAdapter> starts = Collections.nCopies(size, start);
    try (LoraCohort cohort = new LoraCohort(shared, starts, Optimizers.adamW(config))) {
      double[] rates = new double[size];
      cohort.step(batches, rates);
      long began = System.nanoTime();
      for (int step = 0; step < TIMED_STEPS; step++) {
        cohort.step(batches, rates);
      }
      return size / (double) (System.nanoTime() - began);
    }
  }
}
