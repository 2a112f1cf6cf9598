package org.idiolect.model;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of {@code reference/model/expected.json}, made by {@code make_reference.py} beside it.
 */
record Reference(
    double[] uniform,
    List<Scoring> scoring,
    List<Step> full_training,
    AdapterTraining adapter_training,
    List<Greedy> generation,
    SavedModel saved_model) {
  record Scoring(double deviation, int[][] rows, double[][] log_probabilities) {}

  record Step(int[][] rows, float[][] weights, double denominator, double loss, double grad_norm) {
    TrainBatch batch() {
      return new TrainBatch(rows, weights, null, denominator);
    }
  }

  record AdapterTraining(List<Step> steps, int[][] rows, double[][] log_probabilities) {}

  record Greedy(int[] prompt, double repetition_penalty, int[] new_tokens) {}

  record SavedModel(int[] row, double[] log_probabilities) {}

  static final Gpt2Config SHAPE = new Gpt2Config(211, 64, 64, 4, 4, 210, 1e-5);
  static final LoraConfig LORA = new LoraConfig(2, 8, List.of(LoraTarget.values()));

  /** One thread: small models gain nothing from a second, and builds share their cores. */
  static final ComputeConfig CPU = new ComputeConfig("cpu", Precision.FLOAT32, 1);

  /** Of the 20 training steps: decay on matrices, clipping at 1. */
  static final AdamWConfig FULL = new AdamWConfig(0.9, 0.95, 1e-8, 0.1, 1, false);

  static final double FULL_RATE = 1e-3;
  static final AdamWConfig ADAPTER = new AdamWConfig(0.9, 0.95, 1e-8, 0.01, 1, true);
  static final double ADAPTER_RATE = 5e-3;

  static Reference load() {
    try (Reader reader =
        new InputStreamReader(
            Reference.class.getResourceAsStream("/reference/model/expected.json"),
            StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, Reference.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder(String name) {
    try {
      return Path.of(Reference.class.getResource("/reference/model/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The weights that the generating script computes: uniform values of this standard deviation,
   * gains around 1.
   */
  static Gpt2Weights weights(double deviation) {
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape shape : SHAPE.weightShapes()) {
      boolean gain = shape.name().matches(".*ln_.\\.weight");
      Tensor tensor = spread(tensors.size(), shape.name(), shape.axes(), gain ? 0.1 : deviation);
      for (int i = 0; gain && i < tensor.data().length; i++) {
        tensor.data()[i] += 1;
      }
      tensors.add(tensor);
    }
    return new Gpt2Weights(SHAPE, tensors);
  }

  /** The adapter that training starts from: A from seeds, B = 0. */
  static LoraAdapter startAdapter() {
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape shape : LoraAdapter.shapes(SHAPE, LORA)) {
      double deviation = shape.name().contains("lora_A") ? 0.1 : 0;
      tensors.add(spread(500 + tensors.size(), shape.name(), shape.axes(), deviation));
    }
    return new LoraAdapter(LORA, tensors);
  }

  static Tensor spread(long seed, String name, long[] axes, double deviation) {
    float[] data = new float[(int) (axes.length == 1 ? axes[0] : axes[0] * axes[1])];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) ((2 * CounterRandom.uniform(seed, i) - 1) * Math.sqrt(3) * deviation);
    }
    return new Tensor(name, axes, data);
  }

  /** Largest distance of any two corresponding values. */
  static double largestDifference(float[][] actual, double[][] expected) {
    double largest = 0;
    for (int row = 0; row < expected.length; row++) {
      for (int t = 0; t < expected[row].length; t++) {
        double difference = Math.abs(actual[row][t] - expected[row][t]);
        largest = Double.isNaN(difference) ? Double.NaN : Math.max(largest, difference);
      }
    }
    return largest;
  }
}
