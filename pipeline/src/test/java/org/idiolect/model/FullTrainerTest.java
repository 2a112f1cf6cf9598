package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullTrainerTest {
  private static final Gpt2Config TINY = new Gpt2Config(97, 32, 32, 2, 4, 96, 1e-5);

  static TrainBatch batch(long seed, int rows, int tokens) {
    Random random = new Random(seed);
    int[][] ids = new int[rows][tokens];
    float[][] weights = new float[rows][tokens];
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < tokens; t++) {
        ids[row][t] = random.nextInt(20);
        weights[row][t] = 1;
      }
    }
    return new TrainBatch(ids, weights, null, (double) rows * (tokens - 1));
  }

  @Test
  void lossFallsFromThatOfAUniformModel() {
    try (FullTrainer trainer =
        FullTrainer.create(Gpt2Weights.initialize(TINY, 1), AdamWConfig.defaults(), CPU)) {
      double first = trainer.step(batch(7, 4, 24), 1e-2).lossNats();
      for (int i = 0; i < 30; i++) {
        trainer.step(batch(7, 4, 24), 1e-2);
      }
      assertThat(first).isCloseTo(Math.log(97), within(0.1));
      assertThat(trainer.evaluate(batch(7, 4, 24)).lossNats()).isLessThan(first - 1);
      assertThat(trainer.steps()).isEqualTo(31);
    }
  }

  @Test
  void continuesBitIdenticallyFromACheckpoint() {
    try (FullTrainer one =
            FullTrainer.create(Gpt2Weights.initialize(TINY, 1), AdamWConfig.defaults(), CPU);
        FullTrainer other =
            FullTrainer.create(Gpt2Weights.initialize(TINY, 2), AdamWConfig.defaults(), CPU)) {
      for (int i = 0; i < 3; i++) {
        one.step(batch(i, 2, 16), 1e-3);
      }
      other.restore(one.checkpoint());
      for (int i = 3; i < 6; i++) {
        assertThat(other.step(batch(i, 2, 16), 1e-3)).isEqualTo(one.step(batch(i, 2, 16), 1e-3));
      }
      assertThat(other.weights().sha256()).isEqualTo(one.weights().sha256());
      assertThat(other.steps()).isEqualTo(6);
    }
  }

  /** The first tensor has 1.28 million values, more than a piece. */
  @Test
  void theStateIsWrittenFromNativeMemoryToTheBytesThatACopyOfItGives(@TempDir Path folder) {
    Gpt2Config wide = new Gpt2Config(20_000, 32, 64, 1, 4, 96, 1e-5);
    Path copied = folder.resolve("copied");
    Path streamed = folder.resolve("streamed");
    try (FullTrainer trainer =
        FullTrainer.create(Gpt2Weights.initialize(wide, 1), AdamWConfig.defaults(), CPU)) {
      trainer.step(batch(1, 2, 16), 1e-3);

      for (TensorType type : List.of(TensorType.F32, TensorType.F16)) {
        Safetensors.write(copied, trainer.checkpoint(), Map.of(), type);
        Safetensors.write(streamed, trainer.pieces(), Map.of(), type);
        assertThat(streamed).hasSameBinaryContentAs(copied);
      }
      assertThat(trainer.pieces()).allMatch(TensorPieces::isFinite);
      trainer.step(batch(2, 2, 16), Double.NaN);
      assertThat(trainer.pieces()).anyMatch(tensor -> !tensor.isFinite());
    }
  }

  @Test
  void evaluationIsTheModelsOwnScore() {
    Gpt2Weights weights = Gpt2Weights.initialize(TINY, 3);
    TrainBatch batch = batch(5, 3, 20);
    try (FullTrainer trainer = FullTrainer.create(weights, AdamWConfig.defaults(), CPU);
        Gpt2Model model = Gpt2Model.load(weights, CPU)) {
      double sum = 0;
      for (float[] row : model.logProbabilities(batch.tokenIds())) {
        for (float logProbability : row) {
          sum -= logProbability;
        }
      }
      assertThat(trainer.evaluate(batch).sumAllNll()).isCloseTo(sum, within(1e-4));
    }
  }
}
