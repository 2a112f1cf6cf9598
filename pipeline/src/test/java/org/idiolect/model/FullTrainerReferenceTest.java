package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.FULL;
import static org.idiolect.model.Reference.FULL_RATE;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Twenty calls, because PyTorch's graph executor goes wrong from the third call on when its
 * optimiser is on.
 */
class FullTrainerReferenceTest {
  /**
   * Losses agree to 1e-5, norms of gradients to 1e-4: twenty steps of AdamW in float32 against
   * float64.
   */
  private static final Percentage LOSS = Percentage.withPercentage(1e-3);

  private static final Percentage NORM = Percentage.withPercentage(1e-2);

  private final List<Reference.Step> expected = Reference.load().full_training();

  private List<StepResult> train(ComputeConfig compute) {
    List<StepResult> results = new ArrayList<>();
    try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), FULL, compute)) {
      for (Reference.Step step : expected) {
        results.add(trainer.step(step.batch(), FULL_RATE));
      }
    }
    return results;
  }

  @Test
  void lossesAndGradientNormsAreThoseOfPyTorch() {
    List<StepResult> results = train(CPU);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(results.get(i).lossNats()).isCloseTo(expected.get(i).loss(), LOSS);
      assertThat(results.get(i).gradNorm()).isCloseTo(expected.get(i).grad_norm(), NORM);
    }
  }

  @Test
  void twoThreadsTrainAtOnceAsOneAlone() throws Exception {
    List<StepResult> alone = train(CPU);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<List<StepResult>> training = () -> train(CPU);
      for (Future<List<StepResult>> together : threads.invokeAll(List.of(training, training))) {
        assertThat(together.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void bfloat16TrainsToTheSameLosses() {
    List<StepResult> results = train(new ComputeConfig("cpu", Precision.BFLOAT16, 1));
    for (int i = 0; i < expected.size(); i++) {
      assertThat(results.get(i).lossNats())
          .isCloseTo(expected.get(i).loss(), Percentage.withPercentage(1));
    }
  }

  @Test
  void unevenRowsTrainAsTheyWouldAlone() {
    Reference.Step step = expected.get(0);
    try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), FULL, CPU)) {
      double sum = 0;
      for (int row = 0; row < step.rows().length; row++) {
        int[][] rows = {step.rows()[row]};
        float[][] weights = {step.weights()[row]};
        sum += trainer.evaluate(new TrainBatch(rows, weights, null, 1)).lossNats();
      }
      assertThat(trainer.evaluate(step.batch()).lossNats() * step.denominator())
          .isCloseTo(sum, Percentage.withPercentage(1e-4));
    }
  }
}
