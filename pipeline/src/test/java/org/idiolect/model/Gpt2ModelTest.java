package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.SHAPE;
import static org.idiolect.model.Reference.largestDifference;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gpt2ModelTest {
  /**
   * Five times the distance of float32 from float64 arithmetic at deviation 0.02, measured in
   * PyTorch.
   */
  private static final double GATE_SMALL_WEIGHTS = 1e-5;

  /** The same at deviation 0.1 with 4 layers, where scores are larger. */
  private static final double GATE_LARGE_WEIGHTS = 3e-5;

  private final Reference reference = Reference.load();

  private static double gate(double deviation) {
    return deviation > 0.05 ? GATE_LARGE_WEIGHTS : GATE_SMALL_WEIGHTS;
  }

  private double distanceFromReference(Reference.Scoring scoring, String script) {
    try (Gpt2Model model =
        Gpt2Model.load(Reference.weights(scoring.deviation()), Script.open(CPU, script))) {
      return largestDifference(model.logProbabilities(scoring.rows()), scoring.log_probabilities());
    }
  }

  @Test
  void logProbabilitiesAreThoseOfTransformers() {
    for (Reference.Scoring scoring : reference.scoring()) {
      assertThat(distanceFromReference(scoring, ScriptArchive.text()))
          .isLessThan(gate(scoring.deviation()));
    }
  }

  /** The gate is worth something: each likely mistake in the script misses it, five times over. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "torch.gelu(h, approximate=\"tanh\") | torch.gelu(h, approximate=\"none\")",
        "p[o], p[o + 1], reals[0], | p[o], p[o + 1], 0.000001,",
        "q, k, v = torch.split | k, q, v = torch.split",
        "(q, k, v, None, 0., True) | (q, k, v, None, 0., False)",
        "torch.slice(p[1], 0, 0, ids.size(1)) | torch.slice(p[1], 0, 1, ids.size(1) + 1)",
      })
  void mistakesInTheScriptAreSeen(String right, String wrong) {
    String mutant = ScriptArchive.text().replace(right, wrong);
    assertThat(mutant).isNotEqualTo(ScriptArchive.text());
    Reference.Scoring scoring = reference.scoring().get(1);
    int[][] rows = Arrays.copyOf(scoring.rows(), 4);
    Reference.Scoring shorter =
        new Reference.Scoring(
            scoring.deviation(), rows, Arrays.copyOf(scoring.log_probabilities(), 4));
    assertThat(distanceFromReference(shorter, mutant)).isGreaterThan(5 * GATE_LARGE_WEIGHTS);
  }

  @Test
  void laterTokensChangeNothingBefore() {
    try (Gpt2Model model = Gpt2Model.load(Reference.weights(0.1), CPU)) {
      int[] row = reference.scoring().get(1).rows()[4];
      int[] changed = row.clone();
      changed[40] = (changed[40] + 1) % SHAPE.vocabularySize();
      float[][] scores = model.logProbabilities(new int[][] {row, changed});
      assertThat(Arrays.copyOf(scores[1], 39)).isEqualTo(Arrays.copyOf(scores[0], 39));
      assertThat(scores[1][39]).isNotEqualTo(scores[0][39]);
    }
  }

  @Test
  void rowDoesNotDependOnItsNeighbours() {
    try (Gpt2Model model = Gpt2Model.load(Reference.weights(0.1), CPU)) {
      int[][] rows = reference.scoring().get(1).rows();
      float[][] together = model.logProbabilities(rows);
      for (int row = 0; row < rows.length; row++) {
        float[] alone = model.logProbabilities(new int[][] {rows[row]})[0];
        for (int t = 0; t < alone.length; t++) {
          assertThat(together[row][t]).isCloseTo(alone[t], within(1e-5f));
        }
      }
    }
  }

  @Test
  void rowsWithoutPredictionsScoreNothing() {
    try (Gpt2Model model = Gpt2Model.load(Reference.weights(0.1), CPU)) {
      float[][] scores = model.logProbabilities(new int[][] {{5}, {}, {1, 2}});
      assertThat(Arrays.stream(scores).mapToInt(row -> row.length)).containsExactly(0, 0, 1);
    }
  }

  @Test
  void bfloat16StaysNearFloat32() {
    Reference.Scoring scoring = reference.scoring().get(0);
    ComputeConfig bfloat16 = new ComputeConfig("cpu", Precision.BFLOAT16, 1);
    try (Gpt2Model model = Gpt2Model.load(Reference.weights(scoring.deviation()), bfloat16)) {
      double distance =
          largestDifference(model.logProbabilities(scoring.rows()), scoring.log_probabilities());
      assertThat(distance).isBetween(1e-5, 3e-2);
    }
  }

  @Test
  void tokensOutsideTheVocabularyOrTheContextAreRefused() {
    try (Gpt2Model model = Gpt2Model.load(Reference.weights(0.1), CPU)) {
      assertThatThrownBy(() -> model.logProbabilities(new int[][] {{1, 211}}))
          .hasMessage("row 0: token id 211 is not in [0, 211)");
      assertThatThrownBy(() -> model.logProbabilities(new int[1][66]))
          .hasMessageContaining("66 tokens, the model's context length is 64");
    }
  }
}
