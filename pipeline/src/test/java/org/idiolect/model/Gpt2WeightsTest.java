package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.largestDifference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gpt2WeightsTest {
  private static final Gpt2Config TINY = new Gpt2Config(50, 16, 32, 3, 4, 49, 1e-5);

  @TempDir Path folder;

  @Test
  void folderWrittenByTransformersScoresAsThere() {
    Reference.SavedModel expected = Reference.load().saved_model();
    Gpt2Weights weights = Gpt2Weights.read(Reference.folder("saved-model"));
    assertThat(weights.config()).isEqualTo(new Gpt2Config(40, 16, 16, 2, 2, 39, 1e-5));
    try (Gpt2Model model = Gpt2Model.load(weights, CPU)) {
      float[][] scores = model.logProbabilities(new int[][] {expected.row()});
      assertThat(largestDifference(scores, new double[][] {expected.log_probabilities()}))
          .isLessThan(1e-5);
    }
  }

  @Test
  void aFolderIsCopiedAndHashedPieceByPieceAsItIsWhole() {
    Path from = Reference.folder("saved-model");
    Gpt2Weights whole = Gpt2Weights.read(from);
    for (TensorType type : List.of(TensorType.F32, TensorType.F16)) {
      whole.write(folder.resolve("whole"), type);
      Gpt2Weights.copy(from, folder.resolve("copy"), type);
      for (String file : List.of("model.safetensors", "config.json", "generation_config.json")) {
        assertThat(folder.resolve("copy").resolve(file))
            .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
      }
    }
    assertThat(Gpt2Weights.sha256(from)).isEqualTo(whole.sha256());
  }

  @Test
  void initialWeightsAreThoseOfGpt2() {
    Gpt2Weights weights = Gpt2Weights.initialize(TINY, 1);
    assertThat(deviation(weights, "wte.weight")).isCloseTo(0.02, within(0.002));
    assertThat(deviation(weights, "h.0.attn.c_attn.weight")).isCloseTo(0.02, within(0.002));
    assertThat(deviation(weights, "h.2.mlp.c_proj.weight"))
        .isCloseTo(0.02 / Math.sqrt(6), within(0.001));
    assertThat(find(weights, "h.1.ln_2.weight").data()).containsOnly(1);
    assertThat(find(weights, "h.1.mlp.c_fc.bias").data()).containsOnly(0);
    assertThat(weights.tensors().stream().mapToLong(tensor -> tensor.data().length).sum())
        .isEqualTo(TINY.parameters());
    assertThat(weights.sha256())
        .isEqualTo(Gpt2Weights.initialize(TINY, 1).sha256())
        .isNotEqualTo(Gpt2Weights.initialize(TINY, 2).sha256());
  }

  @Test
  void parametersOfGpt2SmallAreCounted() {
    assertThat(new Gpt2Config(50257, 1024, 768, 12, 12, 50256, 1e-5).parameters())
        .isEqualTo(124_439_808);
  }

  private static Tensor find(Gpt2Weights weights, String name) {
    return weights.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static double deviation(Gpt2Weights weights, String name) {
    float[] data = find(weights, name).data();
    double squares = 0;
    for (float value : data) {
      squares += value * value;
    }
    return Math.sqrt(squares / data.length);
  }

  @Test
  void folderSurvivesWritingAndReading() {
    Gpt2Weights weights = Gpt2Weights.initialize(TINY, 1);
    weights.write(folder, TensorType.F32);
    Gpt2Weights read = Gpt2Weights.read(folder);
    assertThat(read.config()).isEqualTo(TINY);
    assertThat(read.sha256()).isEqualTo(weights.sha256());
    assertThat(folder.resolve("generation_config.json")).exists();
  }

  /** More values than one piece has, in both element types that such files have. */
  @Test
  void modelsReadFromAFolderAreThoseReadIntoTheHeap() {
    Gpt2Config wide = new Gpt2Config(40_000, 16, 32, 1, 4, 49, 1e-5);
    int[][] rows = {{39_999, 1, 2, 30_000, 4}, {5, 6, 7}};
    for (TensorType type : List.of(TensorType.F32, TensorType.F16)) {
      Gpt2Weights.initialize(wide, 1).write(folder, type);
      Gpt2Weights heap = Gpt2Weights.read(folder);
      try (Gpt2Model streamed = Gpt2Model.load(folder, CPU);
          Gpt2Model copied = Gpt2Model.load(heap, CPU)) {
        assertThat(streamed.sha256()).isEqualTo(copied.sha256()).isEqualTo(heap.sha256());
        assertThat(streamed.logProbabilities(rows)).isDeepEqualTo(copied.logProbabilities(rows));
      }
      try (FullTrainer trainer =
          FullTrainer.create(folder, AdamWConfig.defaults(), CPU, StepConfig.defaults())) {
        assertThat(trainer.weights().sha256()).isEqualTo(heap.sha256());
      }
    }
  }

  @Test
  void halfPrecisionFolderIsHalfTheSize() throws IOException {
    Gpt2Weights weights = Gpt2Weights.initialize(TINY, 1);
    weights.write(folder.resolve("f32"), TensorType.F32);
    weights.write(folder.resolve("f16"), TensorType.F16);
    assertThat(Files.size(folder.resolve("f16/model.safetensors")))
        .isLessThan(Files.size(folder.resolve("f32/model.safetensors")) * 6 / 10);
    assertThat(find(Gpt2Weights.read(folder.resolve("f16")), "wte.weight").data()[5])
        .isCloseTo(find(weights, "wte.weight").data()[5], within(2e-5f));
  }

  /** The Hub's original files: no prefix, masks and a tied head inside. */
  @Test
  void oldKeysAreReadAndMasksIgnored() throws IOException {
    Gpt2Weights weights = Gpt2Weights.initialize(TINY, 1);
    weights.write(folder, TensorType.F32);
    List<Tensor> tensors = new ArrayList<>(weights.tensors());
    tensors.add(new Tensor("h.0.attn.bias", new long[] {1, 1, 4, 4}, new float[16]));
    tensors.add(new Tensor("h.0.attn.masked_bias", new long[0], new float[1]));
    tensors.add(find(weights, "wte.weight").renamed("lm_head.weight"));
    Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of(), TensorType.F32);
    assertThat(Gpt2Weights.read(folder).sha256()).isEqualTo(weights.sha256());
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    assertThatThrownBy(() -> Gpt2Weights.read(folder)).hasMessageContaining("has no config.json");
    Files.writeString(folder.resolve("config.json"), TINY.toJson());
    assertThatThrownBy(() -> Gpt2Weights.read(folder)).hasMessageEndingWith("no model.safetensors");
    Files.createFile(folder.resolve("pytorch_model.bin"));
    assertThatThrownBy(() -> Gpt2Weights.read(folder)).hasMessageContaining("save_pretrained");
  }

  @Test
  void wrongTensorsAreNamed() {
    Gpt2Weights weights = Gpt2Weights.initialize(TINY, 1);
    weights.write(folder, TensorType.F32);
    Path file = folder.resolve("model.safetensors");
    List<Tensor> tensors = new ArrayList<>(weights.tensors());
    tensors.remove(3);
    Safetensors.write(file, tensors, Map.of(), TensorType.F32);
    assertThatThrownBy(() -> Gpt2Weights.read(folder))
        .hasMessageEndingWith("no tensor h.0.ln_1.bias");
    tensors.add(3, new Tensor("h.0.ln_1.bias", new long[] {33}, new float[33]));
    Safetensors.write(file, tensors, Map.of(), TensorType.F32);
    assertThatThrownBy(() -> Gpt2Weights.read(folder))
        .hasMessageEndingWith("tensor h.0.ln_1.bias: config.json expects shape [32], got [33]");
    assertThatThrownBy(() -> Gpt2Model.load(folder, CPU))
        .hasMessageEndingWith("tensor h.0.ln_1.bias: config.json expects shape [32], got [33]");
  }

  @Test
  void otherModelsAreRefused() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"model_type\":\"llama\"}");
    assertThatThrownBy(() -> Gpt2Config.read(folder))
        .hasMessageEndingWith("model_type must be gpt2, got llama");
    Files.writeString(file, TINY.toJson().replace("gelu_new", "relu"));
    assertThatThrownBy(() -> Gpt2Config.read(folder)).hasMessageContaining("activation_function");
    Files.writeString(file, TINY.toJson().replace("\"n_head\": 4", "\"n_head\": 5"));
    assertThatThrownBy(() -> Gpt2Config.read(folder))
        .hasMessageContaining("multiple of n_head = 5");
    Files.writeString(file, "{ broken");
    assertThatThrownBy(() -> Gpt2Config.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file.toString());
  }
}
