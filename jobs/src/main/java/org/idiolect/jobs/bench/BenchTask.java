package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Precision;

/**
 * What both sides are told, as one JSON file.
 *
 * @param model GPT-2 folder; with tokenizer files where texts are read
 * @param adapter PEFT folder that training starts from; null where no adapter is trained
 * @param data batches or texts, one JSON line each ({@link BenchData})
 * @param threads native threads of one side
 */
record BenchTask(
    BenchKind kind, Path model, Path adapter, Path data, Precision precision, int threads) {
  static final double LEARNING_RATE = 1e-4;
  static final double BETA_1 = 0.9;
  static final double BETA_2 = 0.999;
  static final double EPSILON = 1e-8;
  static final double WEIGHT_DECAY = 0.01;
  static final double CLIP = 1.0;
  static final int NEW_TOKENS = 64;
  static final int TOP_K = 50;

  /**
   * Tokens of a message with its end: 32 quantiles of 13,687 public chat messages under the default
   * model's vocabulary.
   */
  private static final int[] MESSAGE_TOKENS = {
    3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 10, 11, 12, 12, 13, 14, 15, 15, 17, 18, 19, 21, 22, 25,
    27, 30, 35, 41, 47
  };

  /** Without a common factor with the number of quantiles, so that it reaches each of them. */
  private static final int STRIDE = 13;

  private static final ObjectMapper JSON = new ObjectMapper();

  ComputeConfig compute() {
    return new ComputeConfig("cpu", precision, threads);
  }

  /** How many tokens each prompt is continued by. */
  int[] newTokens() {
    int[] lengths = new int[kind.batches() * kind.rows()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] =
          kind == BenchKind.GENERATE_CHAT
              ? MESSAGE_TOKENS[i * STRIDE % MESSAGE_TOKENS.length]
              : NEW_TOKENS;
    }
    return lengths;
  }

  Path write(Path file) {
    ObjectNode json = JSON.createObjectNode();
    json.put("bench", kind.id()).put("model", model.toString()).put("data", data.toString());
    json.put("adapter", adapter == null ? null : adapter.toString());
    json.put("precision", precision.name().toLowerCase(Locale.ROOT));
    json.put("threads", threads).put("batches", kind.batches());
    json.put("learning_rate", LEARNING_RATE).put("beta_1", BETA_1).put("beta_2", BETA_2);
    json.put("epsilon", EPSILON).put("weight_decay", WEIGHT_DECAY).put("clip", CLIP);
    json.put("top_k", TOP_K).putPOJO("new_tokens", newTokens());
    try {
      return Files.writeString(file, JSON.writeValueAsString(json));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static BenchTask read(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      return new BenchTask(
          BenchKind.of(json.get("bench").asText()),
          Path.of(json.get("model").asText()),
          json.get("adapter").isNull() ? null : Path.of(json.get("adapter").asText()),
          Path.of(json.get("data").asText()),
          Precision.valueOf(json.get("precision").asText().toUpperCase(Locale.ROOT)),
          json.get("threads").asInt());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
