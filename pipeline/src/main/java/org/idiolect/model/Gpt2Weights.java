package org.idiolect.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The weights of a GPT-2 on the Java heap, float32, in the order of the checkpoint: wte, wpe,
 * twelve a layer, ln_f.
 *
 * <p>Names have no prefix ({@code h.0.attn.c_attn.weight}); linear layers are stored (inputs,
 * outputs). The arrays are shared, not copied: treat them as read-only.
 */
public final class Gpt2Weights {
  private static final String PREFIX = "transformer.";
  private static final String FILE = "model.safetensors";

  /**
   * Standard deviation of GPT-2's initial weights (Radford et al. 2019, released configuration).
   */
  private static final double INITIAL_DEVIATION = 0.02;

  private final Gpt2Config config;
  private final List<Tensor> tensors;

  Gpt2Weights(Gpt2Config config, List<Tensor> tensors) {
    this.config = config;
    this.tensors = List.copyOf(tensors);
  }

  public Gpt2Config config() {
    return config;
  }

  /** Name, shape and values of each weight, in the order of the checkpoint. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** The same shape with other values; the tensors may come in any order. */
  public Gpt2Weights withTensors(List<Tensor> others) {
    Map<String, Tensor> byName =
        others.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
    return new Gpt2Weights(
        config, tensors.stream().map(tensor -> byName.get(tensor.name())).toList());
  }

  /**
   * A model that has learned nothing: normal weights of deviation 0.02, those that end on the
   * residual stream (both {@code c_proj}) divided by sqrt(2 L), gains 1, biases 0 (GPT-2, Radford
   * et al. 2019, section 2.3).
   */
  public static Gpt2Weights initialize(Gpt2Config config, long seed) {
    Random random = new Random(seed);
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape shape : config.weightShapes()) {
      tensors.add(initialTensor(shape, config.layers(), random));
    }
    return new Gpt2Weights(config, tensors);
  }

  private static Tensor initialTensor(Gpt2Config.WeightShape shape, int layers, Random random) {
    long[] axes = shape.axes();
    float[] data = new float[Math.toIntExact(Arrays.stream(axes).reduce(1, Math::multiplyExact))];
    if (axes.length == 1) {
      Arrays.fill(data, shape.name().endsWith("bias") ? 0 : 1);
    } else {
      boolean residual = shape.name().endsWith("c_proj.weight");
      double deviation = residual ? INITIAL_DEVIATION / Math.sqrt(2.0 * layers) : INITIAL_DEVIATION;
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return new Tensor(shape.name(), axes, data);
  }

  /**
   * Reads a Hugging Face folder: {@code config.json} and {@code model.safetensors}, with or without
   * the prefix {@code transformer.}. The mask buffers of old files and a tied {@code
   * lm_head.weight} are ignored.
   *
   * @throws IllegalArgumentException if a file is missing or damaged, or a tensor is missing or has
   *     the wrong shape
   */
  public static Gpt2Weights read(Path folder) {
    Gpt2Config config = Gpt2Config.read(folder);
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      String hint =
          Files.exists(folder.resolve("pytorch_model.bin"))
              ? ": convert its pytorch_model.bin with save_pretrained(..., safe_serialization=True)"
              : "";
      throw new IllegalArgumentException(folder + " has no " + FILE + hint);
    }
    Map<String, Tensor> found = Safetensors.read(file, Gpt2Weights::isWeight);
    return of(config, found, file.toString());
  }

  private static boolean isWeight(String name) {
    return !(name.endsWith(".attn.bias")
        || name.endsWith(".attn.masked_bias")
        || name.endsWith("lm_head.weight"));
  }

  private static Gpt2Weights of(Gpt2Config config, Map<String, Tensor> found, String source) {
    List<Tensor> tensors = new ArrayList<>();
    for (Gpt2Config.WeightShape expected : config.weightShapes()) {
      Tensor tensor =
          found.containsKey(PREFIX + expected.name())
              ? found.get(PREFIX + expected.name())
              : found.get(expected.name());
      if (tensor == null) {
        throw new IllegalArgumentException(
            "%s has no tensor %s".formatted(source, expected.name()));
      }
      if (!Arrays.equals(tensor.shape(), expected.axes())) {
        throw new IllegalArgumentException(
            "%s: tensor %s: config.json expects shape %s, got %s"
                .formatted(
                    source,
                    expected.name(),
                    Arrays.toString(expected.axes()),
                    Arrays.toString(tensor.shape())));
      }
      tensors.add(tensor.renamed(expected.name()));
    }
    return new Gpt2Weights(config, tensors);
  }

  /**
   * Writes {@code config.json}, {@code generation_config.json} and {@code model.safetensors}, which
   * transformers loads.
   *
   * @param type F32, or F16 for half the size
   */
  public void write(Path folder, TensorType type) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.json"), config.toJson());
      Files.writeString(
          folder.resolve("generation_config.json"),
          "{\n  \"bos_token_id\": %d,\n  \"eos_token_id\": %d\n}\n"
              .formatted(config.endOfText(), config.endOfText()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
    List<Tensor> prefixed = tensors.stream().map(t -> t.renamed(PREFIX + t.name())).toList();
    Safetensors.write(folder.resolve(FILE), prefixed, Map.of(), type);
  }

  /**
   * SHA-256 over names, shapes and float32 values, lower-case hexadecimal: equal weights, equal
   * hash.
   */
  public String sha256() {
    return TensorHash.sha256(tensors);
  }
}
