package org.idiolect.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    float[] data = new float[size(axes)];
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
    StoredWeights stored = StoredWeights.of(folder);
    List<Tensor> tensors = new ArrayList<>();
    stored.read(new OnHeap(tensors));
    return new Gpt2Weights(stored.config(), tensors);
  }

  /** Tensors as they are read. */
  private static final class OnHeap implements WeightSource.Sink {
    private final List<Tensor> tensors;
    private int filled;

    OnHeap(List<Tensor> tensors) {
      this.tensors = tensors;
    }

    @Override
    public void begin(String name, long[] shape) {
      tensors.add(new Tensor(name, shape, new float[size(shape)]));
      filled = 0;
    }

    @Override
    public void piece(ByteBuffer floats) {
      int count = floats.remaining() / 4;
      floats.asFloatBuffer().get(tensors.get(tensors.size() - 1).data(), filled, count);
      filled += count;
    }
  }

  private static int size(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  /** These weights, handed out like those of a file. */
  WeightSource source() {
    return new WeightSource() {
      @Override
      public Gpt2Config config() {
        return config;
      }

      @Override
      public void read(Sink sink) {
        ByteBuffer piece = ByteBuffer.allocateDirect(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors) {
          sink.begin(tensor.name(), tensor.shape());
          float[] data = tensor.data();
          for (int done = 0; done < data.length; done += PIECE) {
            int count = Math.min(PIECE, data.length - done);
            piece.clear().asFloatBuffer().put(data, done, count);
            sink.piece(piece.limit(4 * count));
          }
        }
      }
    };
  }

  /**
   * Writes {@code config.json}, {@code generation_config.json} and {@code model.safetensors}, which
   * transformers loads.
   *
   * @param type F32, or F16 for half the size
   */
  public void write(Path folder, TensorType type) {
    List<Tensor> prefixed =
        tensors.stream().map(t -> t.renamed(StoredWeights.PREFIX + t.name())).toList();
    write(folder, config, prefixed, type);
  }

  /**
   * Writes a Hugging Face folder anew, piece by piece: what {@link #read} and {@link #write} would
   * make, without its weights on the Java heap.
   *
   * @throws IllegalArgumentException as {@link #read} does
   */
  public static void copy(Path from, Path to, TensorType type) {
    StoredWeights stored = StoredWeights.of(from);
    write(to, stored.config(), stored.pieces(), type);
  }

  /** The hash of a folder's weights, as {@link #sha256()}, without them on the Java heap. */
  public static String sha256(Path folder) {
    TensorHash hash = new TensorHash();
    StoredWeights.of(folder).read(hash);
    return hash.finish();
  }

  private static void write(
      Path folder, Gpt2Config config, List<? extends TensorPieces> tensors, TensorType type) {
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
    Safetensors.write(folder.resolve(StoredWeights.FILE), tensors, Map.of(), type);
  }

  /**
   * SHA-256 over names, shapes and float32 values, lower-case hexadecimal: equal weights, equal
   * hash.
   */
  public String sha256() {
    return TensorHash.sha256(tensors);
  }
}
