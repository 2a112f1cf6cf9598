package org.idiolect.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Weights that tell who wrote a text: an adapter of the language model, and the head on its states.
 *
 * @param config shape
 * @param adapter below the head
 * @param tensors of the head, float32: W (C, K), b (K), v (K), U (C, M), c (M)
 */
public record AttributionHead(AttributionConfig config, LoraAdapter adapter, List<Tensor> tensors) {
  /** Standard deviation of the first weights, GPT-2's own. */
  private static final double DEVIATION = 0.02;

  private static final String PREFIX = "attribution.";

  public AttributionHead {
    tensors = List.copyOf(tensors);
  }

  /** A head that knows nothing yet, on an adapter that changes nothing yet. */
  public static AttributionHead initialize(Gpt2Config model, AttributionConfig config, long seed) {
    Random random = new Random(seed);
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape shape : shapes(model, config)) {
      float[] data = new float[Math.toIntExact(size(shape))];
      boolean isBias = shape.name().equals(PREFIX + "b") || shape.name().equals(PREFIX + "c");
      for (int i = 0; i < data.length && !isBias; i++) {
        data[i] = (float) (DEVIATION * random.nextGaussian());
      }
      tensors.add(new Tensor(shape.name(), shape.axes(), data));
    }
    LoraAdapter adapter = LoraAdapter.initialize(model, config.lora(), seed);
    return new AttributionHead(config, adapter, tensors);
  }

  private static List<Gpt2Config.WeightShape> shapes(Gpt2Config model, AttributionConfig config) {
    long channels = model.channels();
    return List.of(
        new Gpt2Config.WeightShape(PREFIX + "W", channels, config.width()),
        new Gpt2Config.WeightShape(PREFIX + "b", config.width()),
        new Gpt2Config.WeightShape(PREFIX + "v", config.width()),
        new Gpt2Config.WeightShape(PREFIX + "U", channels, config.authors()),
        new Gpt2Config.WeightShape(PREFIX + "c", config.authors()));
  }

  private static long size(Gpt2Config.WeightShape shape) {
    return Arrays.stream(shape.axes()).reduce(1, Math::multiplyExact);
  }

  /** A safetensors file, float32. */
  public byte[] toBytes() {
    List<Tensor> all = new ArrayList<>(adapter.tensors());
    all.addAll(tensors);
    return Safetensors.toBytes(all, Map.of(), TensorType.F32);
  }

  /**
   * The head in a safetensors file.
   *
   * @throws IllegalArgumentException if the file is damaged, or a tensor is missing or of another
   *     shape
   */
  public static AttributionHead fromBytes(
      Gpt2Config model, AttributionConfig config, byte[] bytes) {
    Map<String, Tensor> found = new HashMap<>(Safetensors.read(bytes));
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape shape : shapes(model, config)) {
      Tensor tensor = found.remove(shape.name());
      if (tensor == null || !Arrays.equals(tensor.shape(), shape.axes())) {
        throw new IllegalArgumentException(
            "attribution head: %s is missing or not of shape %s"
                .formatted(shape.name(), Arrays.toString(shape.axes())));
      }
      tensors.add(tensor);
    }
    return new AttributionHead(
        config, LoraAdapter.fromTensors(model, config.lora(), found), tensors);
  }
}
