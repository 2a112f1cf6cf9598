package org.idiolect.model;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a GPT-2.
 *
 * @param vocabularySize V, tokens
 * @param contextLength n_positions, tokens
 * @param channels C
 * @param layers L
 * @param heads H, a divisor of the channels
 * @param endOfText token id of {@code <|endoftext|>}
 * @param layerNormEpsilon added to the variance in every layer norm
 */
public record Gpt2Config(
    int vocabularySize,
    int contextLength,
    int channels,
    int layers,
    int heads,
    int endOfText,
    double layerNormEpsilon)
    implements Serializable {

  public Gpt2Config {
    check("vocab_size", vocabularySize, 2, 1 << 24);
    check("n_positions", contextLength, 2, 1 << 20);
    check("n_embd", channels, 1, 1 << 16);
    check("n_layer", layers, 1, 1 << 10);
    check("n_head", heads, 1, channels);
    check("eos_token_id", endOfText, 0, vocabularySize - 1);
    if (channels % heads != 0) {
      throw new IllegalArgumentException(
          "n_embd = %d must be a multiple of n_head = %d".formatted(channels, heads));
    }
    if (!(layerNormEpsilon > 0 && layerNormEpsilon < 1)) {
      throw new IllegalArgumentException(
          "layer_norm_epsilon must be in (0, 1), got " + layerNormEpsilon);
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d], got %d".formatted(name, least, most, value));
    }
  }

  /** Refuses an id outside the vocabulary: it would read memory that is not the model's. */
  void checkIds(int[] tokenIds, int row) {
    for (int id : tokenIds) {
      if (id < 0 || id >= vocabularySize) {
        throw new IllegalArgumentException(
            "row %d: token id %d is not in [0, %d)".formatted(row, id, vocabularySize));
      }
    }
  }

  /** Weights in the whole model; the head shares wte. */
  public long parameters() {
    long c = channels;
    return (vocabularySize + contextLength) * c + layers * (12 * c * c + 13 * c) + 2 * c;
  }

  /**
   * Names and shapes of the weights in the order of the checkpoint, without the prefix {@code
   * transformer.}.
   */
  List<WeightShape> weightShapes() {
    long c = channels;
    List<WeightShape> shapes = new ArrayList<>();
    shapes.add(new WeightShape("wte.weight", vocabularySize, c));
    shapes.add(new WeightShape("wpe.weight", contextLength, c));
    for (int layer = 0; layer < layers; layer++) {
      String h = "h." + layer + ".";
      addPair(shapes, h + "ln_1", c);
      addPair(shapes, h + "attn.c_attn", c, 3 * c);
      addPair(shapes, h + "attn.c_proj", c, c);
      addPair(shapes, h + "ln_2", c);
      addPair(shapes, h + "mlp.c_fc", c, 4 * c);
      addPair(shapes, h + "mlp.c_proj", 4 * c, c);
    }
    addPair(shapes, "ln_f", c);
    return shapes;
  }

  private static void addPair(List<WeightShape> shapes, String name, long... axes) {
    shapes.add(new WeightShape(name + ".weight", axes));
    shapes.add(new WeightShape(name + ".bias", axes[axes.length - 1]));
  }

  /** Name and shape of one weight; linear layers are stored (inputs, outputs). */
  record WeightShape(String name, long... axes) {}

  /**
   * Reads {@code config.json} of a Hugging Face folder.
   *
   * @throws IllegalArgumentException if the file is missing, or describes a model that this code
   *     does not compute
   */
  public static Gpt2Config read(Path folder) {
    Path file = folder.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s has no config.json: a model folder holds config.json and model.safetensors"
              .formatted(folder));
    }
    try {
      JsonObject json = new Gson().fromJson(Files.readString(file), JsonObject.class);
      if (json == null) {
        throw new IllegalArgumentException("the file is empty");
      }
      return fromJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JsonParseException | IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static Gpt2Config fromJson(JsonObject json) {
    expect(json, "model_type", "gpt2", List.of("gpt2"));
    expect(json, "activation_function", "gelu_new", List.of("gelu_new", "gelu_pytorch_tanh"));
    expect(json, "scale_attn_weights", "true", List.of("true"));
    expect(json, "scale_attn_by_inverse_layer_idx", "false", List.of("false"));
    expect(json, "add_cross_attention", "false", List.of("false"));
    expect(json, "tie_word_embeddings", "true", List.of("true"));
    int channels = integer(json, "n_embd", 768);
    expect(json, "n_inner", "" + 4 * channels, List.of("" + 4 * channels));
    int vocabulary = integer(json, "vocab_size", 50257);
    return new Gpt2Config(
        vocabulary,
        integer(json, "n_positions", 1024),
        channels,
        integer(json, "n_layer", 12),
        integer(json, "n_head", 12),
        integer(json, "eos_token_id", vocabulary - 1),
        present(json, "layer_norm_epsilon") ? json.get("layer_norm_epsilon").getAsDouble() : 1e-5);
  }

  private static boolean present(JsonObject json, String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  private static int integer(JsonObject json, String key, int defaultValue) {
    return present(json, key) ? json.get(key).getAsInt() : defaultValue;
  }

  private static void expect(
      JsonObject json, String key, String defaultValue, List<String> allowed) {
    JsonElement element = json.get(key);
    boolean required = key.equals("model_type");
    String value = present(json, key) ? element.getAsString() : required ? "null" : defaultValue;
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          "%s must be %s, got %s".formatted(key, String.join(" or ", allowed), value));
    }
  }

  /** The text of {@code config.json} as transformers reads it. */
  String toJson() {
    return """
        {
          "activation_function": "gelu_new",
          "architectures": ["GPT2LMHeadModel"],
          "attn_pdrop": 0.0,
          "bos_token_id": %d,
          "embd_pdrop": 0.0,
          "eos_token_id": %d,
          "initializer_range": 0.02,
          "layer_norm_epsilon": %s,
          "model_type": "gpt2",
          "n_ctx": %d,
          "n_embd": %d,
          "n_head": %d,
          "n_inner": null,
          "n_layer": %d,
          "n_positions": %d,
          "resid_pdrop": 0.0,
          "tie_word_embeddings": true,
          "torch_dtype": "float32",
          "vocab_size": %d
        }
        """
        .formatted(
            endOfText,
            endOfText,
            layerNormEpsilon,
            contextLength,
            channels,
            heads,
            layers,
            contextLength,
            vocabularySize);
  }
}
