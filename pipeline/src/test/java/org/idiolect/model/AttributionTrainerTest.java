package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.LORA;
import static org.idiolect.model.Reference.SHAPE;
import static org.idiolect.model.Reference.largestDifference;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionTrainerTest {
  private static final AdamWConfig ADAM_W = new AdamWConfig(0.9, 0.95, 1e-8, 0.01, 1, false);
  private static final double RATE = 5e-3;
  private static Gpt2Model base;

  /** The values of {@code attribution.json}, made by {@code make_attribution.py} beside it. */
  record Case(
      Pooling pooling,
      List<Step> steps,
      int[][] rows,
      double[][] log_probabilities,
      double[][] weights) {}

  record Step(int[][] rows, int[] authors, double author_nll, double token_nll, double grad_norm) {
    AttributionBatch batch(double lambda) {
      return new AttributionBatch(rows, authors, lambda);
    }
  }

  static List<Case> cases() {
    try (Reader reader =
        new InputStreamReader(
            Case.class.getResourceAsStream("/reference/model/attribution.json"),
            StandardCharsets.UTF_8)) {
      return List.of(new Gson().fromJson(reader, Case[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void load() {
    base = Gpt2Model.load(Reference.weights(0.1), CPU);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  private static AttributionHead start(Pooling pooling) {
    AttributionConfig config = new AttributionConfig(3, 5, pooling, LORA);
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor shape : AttributionHead.initialize(SHAPE, config, 1).tensors()) {
      tensors.add(Reference.spread(700 + tensors.size(), shape.name(), shape.shape(), 0.3));
    }
    return new AttributionHead(config, Reference.startAdapter(), tensors);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesGradientsAndAnswersAreThoseOfPyTorch(Case expected) {
    try (AttributionTrainer trainer =
        AttributionTrainer.create(base, start(expected.pooling()), ADAM_W)) {
      for (Step step : expected.steps()) {
        AttributionTrainer.Loss loss = trainer.step(step.batch(0.5), RATE);
        boolean first = step == expected.steps().get(0);
        Percentage near = Percentage.withPercentage(first ? 1e-4 : 2e-3);
        assertThat(loss.authorNll()).isCloseTo(step.author_nll(), near);
        assertThat(loss.tokenNll()).isCloseTo(step.token_nll(), near);
        assertThat(loss.gradNorm()).isCloseTo(step.grad_norm(), Percentage.withPercentage(1e-2));
      }
      try (AttributionModel model = AttributionModel.load(base, trainer.head())) {
        AttributionModel.Attribution[] judged = model.attribute(expected.rows());
        float[][] authors = each(judged, AttributionModel.Attribution::logProbabilities);
        assertThat(largestDifference(authors, expected.log_probabilities())).isLessThan(2e-3);
      }
    }
  }

  /** Before any step: no error has grown yet. */
  @Test
  void oneForwardPassIsThatOfPyTorch() {
    Case expected = cases().get(0);
    Step first = expected.steps().get(0);
    try (AttributionTrainer trainer =
        AttributionTrainer.create(base, start(Pooling.ATTENTION), ADAM_W)) {
      AttributionTrainer.Loss loss = trainer.step(first.batch(0.5), RATE);
      assertThat(loss.authorNll()).isCloseTo(first.author_nll(), within(1e-6));
    }
  }

  @Test
  void weightsSumToOneAndPaddingHasNone() {
    try (AttributionModel model = AttributionModel.load(base, start(Pooling.ATTENTION))) {
      int[][] rows = cases().get(0).rows();
      AttributionModel.Attribution[] together = model.attribute(rows);
      for (int row = 0; row < rows.length; row++) {
        AttributionModel.Attribution alone = model.attribute(new int[][] {rows[row]})[0];
        assertThat(together[row].weights()).hasSize(rows[row].length - 1);
        assertThat(sum(together[row].weights())).isCloseTo(1, within(1e-6));
        assertThat(together[row].logProbabilities())
            .containsExactly(alone.logProbabilities(), within(1e-5f));
      }
    }
  }

  @Test
  void withoutLambdaTheLanguageModelCountsForNothing() {
    Step step = cases().get(0).steps().get(0);
    try (AttributionTrainer alone =
            AttributionTrainer.create(base, start(Pooling.ATTENTION), ADAM_W);
        AttributionTrainer both =
            AttributionTrainer.create(base, start(Pooling.ATTENTION), ADAM_W)) {
      AttributionTrainer.Loss without = alone.step(step.batch(0), RATE);
      AttributionTrainer.Loss with = both.step(step.batch(0.5), RATE);
      assertThat(without.authorNll()).isEqualTo(with.authorNll());
      assertThat(without.tokenNll()).isCloseTo(with.tokenNll(), within(1e-5));
      assertThat(without.gradNorm()).isNotCloseTo(with.gradNorm(), within(1e-3));
    }
  }

  @Test
  void headSurvivesAFileAndAnotherShapeIsRefused() {
    AttributionHead head = start(Pooling.ATTENTION);
    byte[] bytes = head.toBytes();
    assertThat(AttributionHead.fromBytes(SHAPE, head.config(), bytes).toBytes()).isEqualTo(bytes);
    AttributionConfig four = new AttributionConfig(4, 5, Pooling.ATTENTION, LORA);
    assertThatThrownBy(() -> AttributionHead.fromBytes(SHAPE, four, bytes))
        .hasMessage("attribution head: attribution.U is missing or not of shape [64, 4]");
  }

  private interface Part {
    float[] of(AttributionModel.Attribution attribution);
  }

  private static float[][] each(AttributionModel.Attribution[] judged, Part part) {
    return Arrays.stream(judged).map(part::of).toArray(float[][]::new);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
