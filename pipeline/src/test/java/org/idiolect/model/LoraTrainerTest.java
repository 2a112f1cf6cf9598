package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.ADAPTER;
import static org.idiolect.model.Reference.ADAPTER_RATE;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.LORA;
import static org.idiolect.model.Reference.SHAPE;
import static org.idiolect.model.Reference.largestDifference;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoraTrainerTest {
  /** Twenty steps in float32 against float64. */
  private static final Percentage LOSS = Percentage.withPercentage(1e-3);

  private static final Percentage NORM = Percentage.withPercentage(1e-2);

  private final Reference.AdapterTraining expected = Reference.load().adapter_training();
  private final Gpt2Weights weights = Reference.weights(0.1);
  private Gpt2Model base;

  @BeforeEach
  void load() {
    base = Gpt2Model.load(weights, CPU);
  }

  @AfterEach
  void close() {
    base.close();
  }

  private LoraAdapter trained(int steps) {
    try (LoraTrainer trainer = LoraTrainer.create(base, Reference.startAdapter(), ADAPTER)) {
      for (Reference.Step step : expected.steps().subList(0, steps)) {
        trainer.step(step.batch(), ADAPTER_RATE);
      }
      return trainer.adapter();
    }
  }

  private static LoraAdapter[] each(LoraAdapter... adapters) {
    return adapters;
  }

  @Test
  void lossesAndGradientNormsAreThoseOfPeft() {
    try (LoraTrainer trainer = LoraTrainer.create(base, Reference.startAdapter(), ADAPTER)) {
      for (Reference.Step step : expected.steps()) {
        StepResult result = trainer.step(step.batch(), ADAPTER_RATE);
        assertThat(result.lossNats()).isCloseTo(step.loss(), LOSS);
        assertThat(result.gradNorm()).isCloseTo(step.grad_norm(), NORM);
      }
      LoraAdapter adapter = trainer.adapter();
      float[][] scores = base.logProbabilities(expected.rows(), each(adapter, adapter));
      assertThat(largestDifference(scores, expected.log_probabilities())).isLessThan(1e-3);
    }
  }

  @Test
  void adapterWrittenByPeftScoresAsThere() throws IOException {
    byte[] file =
        Files.readAllBytes(Reference.folder("peft-adapter").resolve("adapter_model.safetensors"));
    LoraAdapter adapter = LoraAdapter.fromBytes(SHAPE, LORA, file);
    float[][] scores = base.logProbabilities(expected.rows(), each(adapter, adapter));
    assertThat(largestDifference(scores, expected.log_probabilities())).isLessThan(5e-5);
  }

  @Test
  void freshAdapterChangesNothing() {
    LoraAdapter fresh = LoraAdapter.initialize(SHAPE, LORA, 5);
    assertThat(base.logProbabilities(expected.rows(), each(fresh, fresh)))
        .isDeepEqualTo(base.logProbabilities(expected.rows()));
  }

  @Test
  void mergedIsUnmerged() {
    LoraAdapter adapter = trained(20);
    try (Gpt2Model merged = Gpt2Model.load(adapter.mergeInto(weights), CPU)) {
      float[][] scores = merged.logProbabilities(expected.rows());
      float[][] unmerged = base.logProbabilities(expected.rows(), each(adapter, adapter));
      for (int row = 0; row < scores.length; row++) {
        for (int t = 0; t < scores[row].length; t++) {
          assertThat(scores[row][t]).isCloseTo(unmerged[row][t], within(5e-5f));
        }
      }
    }
  }

  @Test
  void everyRowHasItsOwnAdapter() {
    LoraAdapter one = trained(20);
    LoraAdapter other = trained(5);
    int[] row = expected.rows()[0];
    float[][] mixed =
        base.logProbabilities(new int[][] {row, row, row, row}, each(one, null, other, one));
    assertClose(mixed[0], base.logProbabilities(new int[][] {row}, each(one))[0]);
    assertClose(mixed[1], base.logProbabilities(new int[][] {row})[0]);
    assertClose(mixed[2], base.logProbabilities(new int[][] {row}, each(other))[0]);
    assertClose(mixed[3], mixed[0]);
    assertThat(mixed[2]).isNotEqualTo(mixed[0]);
  }

  @Test
  void adaptersOfSeveralShapesShareABatch() {
    LoraAdapter[] adapters = {
      busy(LORA, 1),
      busy(new LoraConfig(5, 3, List.of(LoraTarget.C_FC)), 2),
      null,
      busy(new LoraConfig(1, 4, List.of(LoraTarget.C_ATTN, LoraTarget.MLP_C_PROJ)), 3)
    };
    int[][] rows = new int[adapters.length][];
    List<Prompt> prompts = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new Random(row).ints(12, 0, SHAPE.vocabularySize()).toArray();
      prompts.add(new Prompt(rows[row], adapters[row], row));
    }

    float[][] together = base.logProbabilities(rows, adapters);
    SamplingConfig sampling = new SamplingConfig(1, 0, 1, 1, 12, -1);
    List<Generation> written = base.generate(prompts, sampling);

    for (int row = 0; row < rows.length; row++) {
      LoraAdapter[] own = {adapters[row]};
      assertClose(together[row], base.logProbabilities(new int[][] {rows[row]}, own)[0]);
      assertThat(written.get(row).newTokenIds())
          .isEqualTo(base.generate(List.of(prompts.get(row)), sampling).get(0).newTokenIds());
    }
  }

  /** An adapter that changes a lot. */
  private static LoraAdapter busy(LoraConfig config, long seed) {
    LoraAdapter adapter = LoraAdapter.initialize(SHAPE, config, seed);
    Random random = new Random(seed);
    for (Tensor tensor : adapter.tensors()) {
      for (int i = 0; i < tensor.data().length; i++) {
        tensor.data()[i] = (float) (0.1 * random.nextGaussian());
      }
    }
    return adapter;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int t = 0; t < actual.length; t++) {
      assertThat(actual[t]).isCloseTo(expected[t], within(2e-5f));
    }
  }

  @Test
  void continuesBitIdenticallyFromACheckpoint() {
    try (LoraTrainer one = LoraTrainer.create(base, Reference.startAdapter(), ADAPTER);
        LoraTrainer other = LoraTrainer.create(base, Reference.startAdapter(), ADAPTER)) {
      for (Reference.Step step : expected.steps().subList(0, 4)) {
        one.step(step.batch(), ADAPTER_RATE);
      }
      other.restore(one.checkpoint());
      for (Reference.Step step : expected.steps().subList(4, 8)) {
        assertThat(other.step(step.batch(), ADAPTER_RATE))
            .isEqualTo(one.step(step.batch(), ADAPTER_RATE));
      }
      assertThat(other.adapter().sha256()).isEqualTo(one.adapter().sha256());
    }
  }

  /** L3 = L2 + lambda L1, with both parts over the number of own tokens. */
  @Test
  void weightedLossIsTheSumOfItsParts() {
    int[][] rows = expected.rows();
    double own = 20;
    try (LoraTrainer trainer = LoraTrainer.create(base, trained(3), ADAPTER)) {
      StepResult both =
          trainer.evaluate(new TrainBatch(rows, weights(rows, 1.5f, 0.5f), own(rows), own));
      StepResult ownOnly = trainer.evaluate(new TrainBatch(rows, weights(rows, 1, 0), null, own));
      StepResult all = trainer.evaluate(new TrainBatch(rows, weights(rows, 1, 1), null, own));
      assertThat(both.lossNats())
          .isCloseTo(ownOnly.lossNats() + 0.5 * all.lossNats(), Percentage.withPercentage(1e-4));
      assertThat(both.sumAllNll()).isCloseTo(all.sumAllNll(), Percentage.withPercentage(1e-4));
      assertThat(both.sumOwnNll()).isCloseTo(ownOnly.sumAllNll(), Percentage.withPercentage(1e-4));
      assertThat(both.ownTokens()).isEqualTo(ownOnly.allTokens());
      assertThat(both.allTokens()).isEqualTo(all.allTokens()).isEqualTo(49);
    }
  }

  private static float[][] weights(int[][] rows, float own, float other) {
    float[][] weights = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      weights[row] = new float[rows[row].length];
      for (int t = 0; t < rows[row].length; t++) {
        weights[row][t] = t % 3 == 0 ? own : other;
      }
    }
    return weights;
  }

  private static boolean[][] own(int[][] rows) {
    boolean[][] own = new boolean[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      own[row] = new boolean[rows[row].length];
      for (int t = 0; t < rows[row].length; t++) {
        own[row][t] = t % 3 == 0;
      }
    }
    return own;
  }

  @Test
  void adapterSurvivesAFileAndAnotherShapeIsRefused() {
    LoraAdapter adapter = trained(2);
    byte[] bytes = adapter.toBytes();
    assertThat(LoraAdapter.fromBytes(SHAPE, LORA, bytes).sha256()).isEqualTo(adapter.sha256());
    assertThat(LoraAdapter.fromBytes(SHAPE, LORA, bytes).toBytes()).isEqualTo(bytes);
    LoraConfig rankThree = new LoraConfig(3, 8, List.of(LoraTarget.values()));
    assertThatThrownBy(() -> LoraAdapter.fromBytes(SHAPE, rankThree, bytes))
        .hasMessageContaining("h.0.attn.c_attn.lora_A.weight: expected shape [3, 64], got [2, 64]");
    LoraConfig oneTarget = new LoraConfig(2, 8, List.of(LoraTarget.C_ATTN));
    assertThatThrownBy(() -> LoraAdapter.fromBytes(SHAPE, oneTarget, bytes))
        .hasMessageContaining("has 32 tensors, its rank and targets ask for 8");
  }

  @Test
  void oneTargetTrainsToo() {
    LoraConfig config = new LoraConfig(4, 8, List.of(LoraTarget.C_ATTN));
    try (LoraTrainer trainer =
        LoraTrainer.create(base, LoraAdapter.initialize(SHAPE, config, 1), ADAPTER)) {
      TrainBatch batch = expected.steps().get(0).batch();
      double before = trainer.step(batch, 1e-2).lossNats();
      for (int i = 0; i < 10; i++) {
        trainer.step(batch, 1e-2);
      }
      assertThat(trainer.evaluate(batch).lossNats()).isLessThan(before);
    }
  }
}
