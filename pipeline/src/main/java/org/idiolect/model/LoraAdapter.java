package org.idiolect.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One author's low-rank change of a GPT-2: for each target, x W + b becomes x W + b + alpha / r (x
 * A') B'.
 *
 * <p>Names and shapes are PEFT's: {@code ...lora_A.weight} (r, inputs) and {@code ...lora_B.weight}
 * (outputs, r), layer by layer, target by target, A before B. The arrays are shared, not copied:
 * treat them as read-only.
 */
public final class LoraAdapter {
  private static final String PREFIX = "base_model.model.transformer.h.";

  private final LoraConfig config;
  private final List<Tensor> tensors;

  LoraAdapter(LoraConfig config, List<Tensor> tensors) {
    this.config = config;
    this.tensors = List.copyOf(tensors);
  }

  public LoraConfig config() {
    return config;
  }

  public List<Tensor> tensors() {
    return tensors;
  }

  /**
   * A adapter that changes nothing yet: A uniform in +-1 / sqrt(inputs), PEFT's choice, and B = 0.
   */
  public static LoraAdapter initialize(Gpt2Config model, LoraConfig config, long seed) {
    Random random = new Random(seed);
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape shape : shapes(model, config)) {
      long[] axes = shape.axes();
      float[] data = new float[Math.toIntExact(axes[0] * axes[1])];
      if (shape.name().endsWith("lora_A.weight")) {
        double bound = 1 / Math.sqrt(axes[1]);
        for (int i = 0; i < data.length; i++) {
          data[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
      }
      tensors.add(new Tensor(shape.name(), axes, data));
    }
    return new LoraAdapter(config, tensors);
  }

  /** Names and shapes in order. */
  static List<Gpt2Config.WeightShape> shapes(Gpt2Config model, LoraConfig config) {
    List<Gpt2Config.WeightShape> shapes = new ArrayList<>();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (LoraTarget target : config.targets()) {
        String module = PREFIX + layer + "." + target.moduleName();
        shapes.add(
            new Gpt2Config.WeightShape(
                module + ".lora_A.weight", config.rank(), target.inputs(model)));
        shapes.add(
            new Gpt2Config.WeightShape(
                module + ".lora_B.weight", target.outputs(model), config.rank()));
      }
    }
    return shapes;
  }

  /** A safetensors file, float32, as PEFT's {@code adapter_model.safetensors}. */
  public byte[] toBytes() {
    return toBytes(Map.of());
  }

  /** The same with strings in the header that say where it comes from. */
  public byte[] toBytes(Map<String, String> metadata) {
    return Safetensors.toBytes(tensors, metadata, TensorType.F32);
  }

  /**
   * The adapter in a safetensors file.
   *
   * @throws IllegalArgumentException if the file is damaged, or a tensor is missing, unknown or of
   *     another shape
   */
  public static LoraAdapter fromBytes(Gpt2Config model, LoraConfig config, byte[] bytes) {
    return fromTensors(model, config, Safetensors.read(bytes));
  }

  static LoraAdapter fromTensors(Gpt2Config model, LoraConfig config, Map<String, Tensor> found) {
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape expected : shapes(model, config)) {
      Tensor tensor = found.get(expected.name());
      if (tensor == null || !Arrays.equals(tensor.shape(), expected.axes())) {
        throw new IllegalArgumentException(
            "adapter tensor %s: expected shape %s, got %s"
                .formatted(
                    expected.name(),
                    Arrays.toString(expected.axes()),
                    tensor == null ? "none" : Arrays.toString(tensor.shape())));
      }
      tensors.add(tensor);
    }
    if (found.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "the adapter has %d tensors, its rank and targets ask for %d"
              .formatted(found.size(), tensors.size()));
    }
    return new LoraAdapter(config, tensors);
  }

  /** SHA-256 over names, shapes and values, lower-case hexadecimal. */
  public String sha256() {
    return TensorHash.sha256(tensors);
  }

  /** The weights with this adapter added: W + alpha / r (B A)'. The originals stay as they are. */
  public Gpt2Weights mergeInto(Gpt2Weights weights) {
    checkFits(weights.config());
    Map<String, Tensor> byName = new HashMap<>();
    weights.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
    for (int i = 0; i < tensors.size(); i += 2) {
      String module = tensors.get(i).name().replace(".lora_A.weight", "");
      String name = "h." + module.substring(PREFIX.length()) + ".weight";
      byName.put(name, merged(byName.get(name), tensors.get(i), tensors.get(i + 1)));
    }
    List<Tensor> merged = weights.tensors().stream().map(t -> byName.get(t.name())).toList();
    return new Gpt2Weights(weights.config(), merged);
  }

  private Tensor merged(Tensor weight, Tensor a, Tensor b) {
    int inputs = (int) weight.shape()[0];
    int outputs = (int) weight.shape()[1];
    float[] sum = weight.data().clone();
    for (int i = 0; i < inputs; i++) {
      for (int o = 0; o < outputs; o++) {
        double product = 0;
        for (int r = 0; r < config.rank(); r++) {
          product += (double) a.data()[r * inputs + i] * b.data()[o * config.rank() + r];
        }
        sum[i * outputs + o] += (float) (config.scale() * product);
      }
    }
    return new Tensor(weight.name(), weight.shape(), sum);
  }

  /**
   * The same change in a larger shape: further columns and targets are zero, and B takes up the
   * difference in scale. This adapter itself when it has that shape.
   */
  LoraAdapter widened(Gpt2Config model, LoraConfig shape) {
    if (config.equals(shape)) {
      return this;
    }
    Map<String, Tensor> byName = new HashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    List<Tensor> wide = new ArrayList<>();
    for (Gpt2Config.WeightShape expected : shapes(model, shape)) {
      Tensor own = byName.get(expected.name());
      double factor =
          expected.name().endsWith("lora_B.weight") ? config.scale() / shape.scale() : 1;
      wide.add(own == null ? zeros(expected) : padded(own, expected, (float) factor));
    }
    return new LoraAdapter(shape, wide);
  }

  private static Tensor zeros(Gpt2Config.WeightShape shape) {
    return new Tensor(
        shape.name(), shape.axes(), new float[Math.toIntExact(shape.axes()[0] * shape.axes()[1])]);
  }

  /** A gets further rows, B further columns. */
  private static Tensor padded(Tensor own, Gpt2Config.WeightShape shape, float factor) {
    Tensor wide = zeros(shape);
    int columns = (int) own.shape()[1];
    int wideColumns = (int) shape.axes()[1];
    for (int i = 0; i < own.data().length; i++) {
      wide.data()[i / columns * wideColumns + i % columns] = factor * own.data()[i];
    }
    return wide;
  }

  /** Refuses a model of another shape. */
  void checkFits(Gpt2Config model) {
    List<Gpt2Config.WeightShape> expected = shapes(model, config);
    for (int i = 0; i < Math.max(expected.size(), tensors.size()); i++) {
      if (i >= expected.size()
          || i >= tensors.size()
          || !Arrays.equals(expected.get(i).axes(), tensors.get(i).shape())) {
        throw new IllegalArgumentException(
            "the adapter was made for a model of another shape than %d layers, %d channels"
                .formatted(model.layers(), model.channels()));
      }
    }
  }
}
