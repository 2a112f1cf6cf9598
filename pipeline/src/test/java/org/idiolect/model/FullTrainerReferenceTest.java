package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.FULL;
import static org.idiolect.model.Reference.FULL_RATE;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
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

  /**
   * A gradient of {@code gradients.json}, made by {@code make_gradients.py} beside it.
   *
   * @param along inner product with {@code spread} of seed 7000 + place and deviation 1
   */
  record Gradient(String name, double norm, double along) {
    void require(Tensor found, int place) {
      Tensor direction = Reference.spread(7000 + place, name, found.shape(), 1);
      double squares = 0;
      double product = 0;
      for (int i = 0; i < found.data().length; i++) {
        squares += (double) found.data()[i] * found.data()[i];
        product += (double) found.data()[i] * direction.data()[i];
      }
      assertThat(found.name()).isEqualTo("m." + name);
      assertThat(Math.sqrt(squares)).as(name).isCloseTo(norm, Percentage.withPercentage(1e-3));
      assertThat(product).as(name).isCloseTo(along, within(1e-5 * norm));
    }
  }

  @Test
  void theGradientOfEveryWeightIsThatOfPyTorchInCallsOneToTwentyOfTwoThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Void> twentyCalls = this::requireGradients;
      for (Future<Void> thread : threads.invokeAll(List.of(twentyCalls, twentyCalls))) {
        thread.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** AdamW's first mean is the gradient when beta1 is 0; a rate of 1e-12 moves no weight. */
  private Void requireGradients() throws IOException {
    AdamWConfig sums = new AdamWConfig(0, 0, 1, 0, 0, true);
    List<Gradient> gradients = gradients();
    try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), sums, CPU)) {
      for (int call = 1; call <= 20; call++) {
        trainer.step(expected.get(0).batch(), 1e-12);
        List<Tensor> found =
            trainer.checkpoint().stream().filter(t -> t.name().startsWith("m.")).toList();
        assertThat(found).hasSameSizeAs(gradients);
        for (int i = 0; i < found.size(); i++) {
          gradients.get(i).require(found.get(i), i);
        }
      }
    }
    return null;
  }

  private static List<Gradient> gradients() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Reference.class.getResourceAsStream("/reference/model/gradients.json"),
            StandardCharsets.UTF_8)) {
      return List.of(new Gson().fromJson(reader, Gradient[].class));
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
