package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.FULL;
import static org.idiolect.model.Reference.FULL_RATE;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepConfigTest {
  /** Sums in another order, in float32. */
  private static final double ROUNDING = 1e-6;

  /** Plain gradient descent in disguise: with the first step of AdamW only signs would be seen. */
  private static final AdamWConfig SUMS = new AdamWConfig(0, 0, 1, 0, 0, true);

  private final List<Reference.Step> steps = Reference.load().full_training();

  @ParameterizedTest
  @CsvSource({"2, false", "1, true", "3, true"})
  void gradientsAreThoseOfTheWholeBatch(int parts, boolean recompute) {
    Gpt2Weights start = Reference.weights(0.1);
    List<Tensor> whole = gradients(start, StepConfig.defaults());
    List<Tensor> other = gradients(start, new StepConfig(parts, recompute));
    for (int i = 0; i < whole.size(); i++) {
      assertThat(other.get(i).data())
          .as(whole.get(i).name())
          .containsExactly(whole.get(i).data(), within((float) ROUNDING));
    }
  }

  /** More rows than one chunk of the head: 1,024 in training, 256 in scoring. */
  @Test
  void theChunksOfTheHeadAddUp() {
    Gpt2Weights start = Reference.weights(0.1);
    TrainBatch batch = FullTrainerTest.batch(11, 24, 60);
    List<Tensor> chunks = gradients(start, StepConfig.defaults(), batch);
    List<Tensor> oneChunkAPart = gradients(start, new StepConfig(2, false), batch);
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).data())
          .as(chunks.get(i).name())
          .containsExactly(oneChunkAPart.get(i).data(), within((float) ROUNDING));
    }
    try (FullTrainer trainer = FullTrainer.create(start, SUMS, CPU)) {
      double sum = 0;
      for (int row = 0; row < 24; row++) {
        sum += trainer.evaluate(batch.part(row, row + 1)).sumAllNll();
      }
      assertThat(trainer.evaluate(batch).sumAllNll())
          .isCloseTo(sum, Percentage.withPercentage(1e-4));
    }
  }

  private List<Tensor> gradients(Gpt2Weights start, StepConfig config) {
    return gradients(start, config, batch());
  }

  /** AdamW's first mean after one step is the gradient, as beta1 is 0. */
  private static List<Tensor> gradients(Gpt2Weights start, StepConfig config, TrainBatch batch) {
    try (FullTrainer trainer = FullTrainer.create(start, SUMS, CPU, config)) {
      trainer.step(batch, 1e-9);
      return trainer.checkpoint().stream().filter(t -> t.name().startsWith("m.")).toList();
    }
  }

  /** Uneven rows, one of them without any scored token. */
  private TrainBatch batch() {
    Reference.Step one = steps.get(0);
    Reference.Step two = steps.get(1);
    int[][] rows = {one.rows()[0], two.rows()[1], one.rows()[1], two.rows()[0], {1, 2, 3}};
    float[][] weights = {
      one.weights()[0], two.weights()[1], one.weights()[1], two.weights()[0], new float[3]
    };
    return new TrainBatch(rows, weights, null, 102);
  }

  @Test
  void twentyCallsStayThoseOfPyTorch() {
    for (StepConfig config : List.of(new StepConfig(2, false), new StepConfig(1, true))) {
      List<StepResult> results = new ArrayList<>();
      try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), FULL, CPU, config)) {
        steps.forEach(step -> results.add(trainer.step(step.batch(), FULL_RATE)));
      }
      for (int i = 0; i < steps.size(); i++) {
        assertThat(results.get(i).lossNats())
            .isCloseTo(steps.get(i).loss(), Percentage.withPercentage(1e-3));
        assertThat(results.get(i).gradNorm())
            .isCloseTo(steps.get(i).grad_norm(), Percentage.withPercentage(1e-2));
      }
    }
  }

  @Test
  void bfloat16TrainsInPartsAndWithRecomputedLayersToo() {
    ComputeConfig compute = new ComputeConfig("cpu", Precision.BFLOAT16, 1);
    try (FullTrainer trainer =
        FullTrainer.create(Reference.weights(0.1), FULL, compute, new StepConfig(2, true))) {
      for (Reference.Step step : steps) {
        assertThat(trainer.step(step.batch(), FULL_RATE).lossNats())
            .isCloseTo(step.loss(), Percentage.withPercentage(1));
      }
    }
  }
}
