package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.FULL;
import static org.idiolect.model.Reference.FULL_RATE;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int ROWS = 8;
  private static final int TOKENS = 64;
  private static final int CHANNELS = 256;

  /** Shows a mask: 1 where the script keeps. */
  private static final String PROBE =
      """

        def probe(self: __torch__.GPT2, x: Tensor, dims: Tensor, reals: Tensor) -> Tensor:
          keys = (self).dropout_keys(dims, torch.to(x, 4))
          s = (self).numbers(reals)
          return (self).drop(x, keys, int(s[1]), s[0])
      """
          .indent(2)
          .replaceAll("(?m)^    ", "  ");

  /** The values of {@code dropout.json}, made by {@code make_dropout.py} beside it. */
  record Case(double rate, long seed, int[] examples, List<Reference.Step> steps) {
    TrainBatch batch(int step) {
      TrainBatch bare = steps.get(step).batch();
      return new TrainBatch(
          bare.tokenIds(),
          bare.lossWeights(),
          null,
          bare.denominator(),
          Dropout.of(rate, seed, step, examples));
    }
  }

  private static Case reference() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Case.class.getResourceAsStream("/reference/model/dropout.json"),
            StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, Case.class);
    }
  }

  @Test
  void lossesAndGradientNormsAreThoseOfPyTorchWithTheSameMasks() throws IOException {
    Case expected = reference();
    for (StepConfig config : List.of(new StepConfig(1, false), new StepConfig(2, true))) {
      try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), FULL, CPU, config)) {
        for (int step = 0; step < expected.steps().size(); step++) {
          StepResult result = trainer.step(expected.batch(step), FULL_RATE);
          Reference.Step theirs = expected.steps().get(step);
          assertThat(result.lossNats()).isCloseTo(theirs.loss(), Percentage.withPercentage(1e-3));
          assertThat(result.gradNorm())
              .isCloseTo(theirs.grad_norm(), Percentage.withPercentage(1e-2));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void theShareDroppedIsTheRateInEveryRowPositionAndChannel(double rate) {
    float[] mask = mask(rate, Dropout.of(rate, 1, 0, IntStream.range(0, ROWS).toArray()), 3);
    int n = ROWS * TOKENS * CHANNELS;
    assertThat(kept(mask, 0, n, 1) / (double) n).isCloseTo(1 - rate, within(spread(rate, n)));
    for (int row = 0; row < ROWS; row++) {
      int each = TOKENS * CHANNELS;
      assertThat(kept(mask, row * each, each, 1) / (double) each)
          .isCloseTo(1 - rate, within(spread(rate, each)));
    }
    for (int t = 0; t < ROWS * TOKENS; t++) {
      assertThat(kept(mask, t * CHANNELS, CHANNELS, 1) / (double) CHANNELS)
          .isCloseTo(1 - rate, within(spread(rate, CHANNELS)));
    }
    for (int c = 0; c < CHANNELS; c++) {
      int each = ROWS * TOKENS;
      assertThat(kept(mask, c, each, CHANNELS) / (double) each)
          .isCloseTo(1 - rate, within(spread(rate, each)));
    }
  }

  @Test
  void masksOfOtherRowsStepsSitesPositionsAndChannelsAreIndependent() {
    int[] rows = IntStream.range(0, ROWS).toArray();
    float[] mask = mask(0.5, Dropout.of(0.5, 1, 0, rows), 3);
    int row = TOKENS * CHANNELS;

    assertThat(agreement(mask, 0, mask, row, row)).isCloseTo(0.5, within(spread(0.5, row)));
    assertThat(agreement(mask, 0, mask, CHANNELS, row)).isCloseTo(0.5, within(spread(0.5, row)));
    assertThat(agreement(mask, 0, mask, 1, row)).isCloseTo(0.5, within(spread(0.5, row)));
    for (float[] other :
        List.of(
            mask(0.5, Dropout.of(0.5, 1, 1, rows), 3),
            mask(0.5, Dropout.of(0.5, 2, 0, rows), 3),
            mask(0.5, Dropout.of(0.5, 1, 0, rows), 4))) {
      assertThat(agreement(mask, 0, other, 0, ROWS * row))
          .isCloseTo(0.5, within(spread(0.5, ROWS * row)));
    }
    assertThat(mask(0.5, Dropout.of(0.5, 1, 0, rows), 3)).isEqualTo(mask);
  }

  @Test
  void theMaskOfARowDoesNotDependOnItsNeighbours() {
    int row = TOKENS * CHANNELS;
    float[] three = mask(0.3, Dropout.of(0.3, 9, 5, new int[] {7, 8, 9}), 2);
    float[] alone = mask(0.3, Dropout.of(0.3, 9, 5, new int[] {9}), 2);

    assertThat(agreement(three, 2 * row, alone, 0, row)).isEqualTo(1);
  }

  @Test
  void keptValuesGrowSoThatTheMeanStays() {
    float[] mask = mask(0.2, Dropout.of(0.2, 1, 0, new int[] {0}), 0);

    assertThat(IntStream.range(0, mask.length).mapToDouble(i -> mask[i]).average().orElse(0))
        .isCloseTo(1, within(0.02));
  }

  @Test
  void measuringDropsNothingAndNoRateMeansNoDropout() {
    TrainBatch plain = FullTrainerTest.batch(3, 2, 20);
    TrainBatch dropping =
        new TrainBatch(
            plain.tokenIds(),
            plain.lossWeights(),
            null,
            plain.denominator(),
            Dropout.of(0.5, 1, 0, new int[] {0, 1}));
    try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), FULL, CPU)) {
      assertThat(trainer.evaluate(dropping)).isEqualTo(trainer.evaluate(plain));
      assertThat(trainer.step(dropping, 0).lossNats())
          .isNotEqualTo(trainer.step(plain, 0).lossNats());
    }
    assertThat(Dropout.of(0, 1, 0, new int[] {0})).isNull();
    assertThatThrownBy(() -> Dropout.of(0.95, 1, 0, new int[] {0}))
        .hasMessageContaining("dropout must be in (0, 0.9], got 0.95");
  }

  @Test
  void adaptersTrainWithDropoutAsTheyWouldAlone() {
    LoraAdapter start = Reference.startAdapter();
    try (Gpt2Model base = Gpt2Model.load(Reference.weights(0.1), CPU);
        LoraCohort alone = new LoraCohort(base, List.of(start), Reference.ADAPTER);
        LoraCohort together = new LoraCohort(base, List.of(start, start), Reference.ADAPTER)) {
      for (int step = 0; step < 4; step++) {
        TrainBatch mine = dropping(step, new int[] {4, 5, 6}, 3);
        TrainBatch theirs = dropping(50 + step, new int[] {0, 1}, 2);
        StepResult expected = alone.step(new TrainBatch[] {mine}, new double[] {5e-3})[0];
        StepResult found =
            together.step(new TrainBatch[] {theirs, mine}, new double[] {5e-3, 5e-3})[1];
        assertThat(found.lossNats())
            .isCloseTo(expected.lossNats(), Percentage.withPercentage(1e-3));
      }
    }
  }

  private static TrainBatch dropping(int step, int[] examples, int rows) {
    TrainBatch plain = FullTrainerTest.batch(step, rows, 20);
    return new TrainBatch(
        plain.tokenIds(),
        plain.lossWeights(),
        null,
        plain.denominator(),
        Dropout.of(0.2, 3, step, examples));
  }

  /** What becomes of ones. */
  private static float[] mask(double rate, Dropout dropout, int site) {
    try (Script script = Script.open(CPU, ScriptArchive.text() + PROBE);
        NDManager scope = script.newScope()) {
      int rows = dropout.keys().length;
      NDArray ones = scope.ones(new Shape(rows, TOKENS, CHANNELS), DataType.FLOAT32);
      NDList arguments = new NDList(ones);
      long[] dims = new long[9 + rows];
      System.arraycopy(dropout.keys(), 0, dims, 9, rows);
      arguments.add(Script.numbers(scope, dims));
      arguments.add(Script.numbers(scope, rate, (double) site));
      return script.call(scope, "probe", arguments).head().toFloatArray();
    }
  }

  private static long kept(float[] mask, int from, int count, int stride) {
    return IntStream.range(0, count).filter(i -> mask[from + i * stride] != 0).count();
  }

  private static double agreement(float[] one, int from, float[] other, int otherFrom, int count) {
    return IntStream.range(0, count)
            .filter(i -> (one[from + i] != 0) == (other[otherFrom + i] != 0))
            .count()
        / (double) count;
  }

  /** Five standard deviations of a share of n independent draws: one chance in a million. */
  private static double spread(double rate, int n) {
    return 5 * Math.sqrt(rate * (1 - rate) / n);
  }
}
