package org.idiolect.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tokenizer files of a Hugging Face model folder. */
final class TokenizerFiles {
  private static final String VOCAB = "vocab.json";
  private static final String MERGES = "merges.txt";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String CONFIG = "config.json";
  private static final String MERGES_HEADER = "#version: 0.2";
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFiles() {}

  static Vocabulary read(Path folder) {
    try {
      JsonNode config = readOptional(folder.resolve(CONFIG)).orElseGet(JSON::createObjectNode);
      if (Files.exists(folder.resolve(VOCAB)) && Files.exists(folder.resolve(MERGES))) {
        JsonNode vocab = JSON.readTree(folder.resolve(VOCAB).toFile());
        return vocabulary(folder, config, vocab, readMerges(folder.resolve(MERGES)));
      }
      if (Files.exists(folder.resolve(TOKENIZER))) {
        JsonNode tokenizer = JSON.readTree(folder.resolve(TOKENIZER).toFile());
        return readTokenizer(folder, config, tokenizer);
      }
      return publishedOf(folder, config);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the tokenizer of " + folder, e);
    }
  }

  private static Optional<JsonNode> readOptional(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
  }

  private static Vocabulary publishedOf(Path folder, JsonNode config) {
    int size = config.path("vocab_size").asInt();
    if (size != Vocabulary.GPT2_SIZE) {
      throw new IllegalArgumentException(
          "%s holds no vocab.json with merges.txt and no tokenizer.json, and its vocab_size is %s, not %d: copy the model's tokenizer files there"
              .formatted(folder, size == 0 ? "unknown" : size, Vocabulary.GPT2_SIZE));
    }
    return Vocabulary.ofGpt2(size);
  }

  private static List<String[]> readMerges(Path file) throws IOException {
    List<String[]> merges = new ArrayList<>();
    for (String line : Files.readString(file).split("\r?\n")) {
      if (!line.startsWith("#version") && !line.isEmpty()) {
        merges.add(line.split(" "));
      }
    }
    return merges;
  }

  private static Vocabulary readTokenizer(Path folder, JsonNode config, JsonNode tokenizer) {
    ObjectNode vocab = tokenizer.path("model").path("vocab").deepCopy();
    for (JsonNode added : tokenizer.path("added_tokens")) {
      vocab.put(added.path("content").asText(), added.path("id").asInt());
    }
    List<String[]> merges = new ArrayList<>();
    for (JsonNode merge : tokenizer.path("model").path("merges")) {
      merges.add(
          merge.isTextual()
              ? merge.asText().split(" ")
              : new String[] {merge.path(0).asText(), merge.path(1).asText()});
    }
    return vocabulary(folder, config, vocab, merges);
  }

  private static Vocabulary vocabulary(
      Path folder, JsonNode config, JsonNode vocab, List<String[]> merges) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (int rank = 0; rank < ByteAlphabet.SIZE; rank++) {
      put(ids, vocab, ByteAlphabet.write(new byte[] {ByteAlphabet.byteOfRank(rank)}), folder);
    }
    for (String[] merge : merges) {
      if (merge.length != 2) {
        throw new IllegalArgumentException("a merge of " + folder + " has not two parts");
      }
      put(ids, vocab, merge[0] + merge[1], folder);
    }
    byte[][] tokens = ids.keySet().stream().map(ByteAlphabet::read).toArray(byte[][]::new);
    int[] idOfRank = ids.values().stream().mapToInt(Integer::intValue).toArray();
    int size = config.path("vocab_size").asInt(vocab.size());
    int last = IntStream.of(idOfRank).max().orElseThrow();
    int endOfText = endOfText(config, vocab, size);
    if (Math.max(last, endOfText) >= size) {
      throw new IllegalArgumentException(
          "%s: vocab_size is %d, but a token has id %d"
              .formatted(folder, size, Math.max(last, endOfText)));
    }
    return new Vocabulary(tokens, idOfRank, endOfText, size);
  }

  private static int endOfText(JsonNode config, JsonNode vocab, int size) {
    JsonNode named = vocab.path(Vocabulary.END_OF_TEXT);
    return named.asInt(config.path("eos_token_id").asInt(size - 1));
  }

  private static void put(Map<String, Integer> ids, JsonNode vocab, String token, Path folder) {
    JsonNode id = vocab.path(token);
    if (!id.isInt() || ids.put(token, id.asInt()) != null) {
      throw new IllegalArgumentException(
          "%s: token %d of the merges is %s"
              .formatted(folder, ids.size(), id.isInt() ? "made twice" : "not in the vocabulary"));
    }
  }

  static void write(Vocabulary vocabulary, Path folder) {
    ObjectNode vocab = vocab(vocabulary);
    List<String> merges = new ArrayList<>();
    for (Vocabulary.Merge merge : vocabulary.merges()) {
      merges.add(ByteAlphabet.write(merge.left()) + " " + ByteAlphabet.write(merge.right()));
    }
    try {
      Files.createDirectories(folder);
      JSON.writeValue(folder.resolve(VOCAB).toFile(), vocab);
      Files.writeString(
          folder.resolve(MERGES), MERGES_HEADER + "\n" + String.join("\n", merges) + "\n");
      JSON.writeValue(folder.resolve(TOKENIZER).toFile(), tokenizer(vocabulary, vocab, merges));
      JSON.writeValue(
          folder.resolve("tokenizer_config.json").toFile(), tokenizerConfig(vocabulary));
      JSON.writeValue(folder.resolve("special_tokens_map.json").toFile(), specialTokens());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the tokenizer to " + folder, e);
    }
  }

  private static ObjectNode vocab(Vocabulary vocabulary) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (int rank = 0; rank < vocabulary.tokens().length; rank++) {
      ids.put(ByteAlphabet.write(vocabulary.tokens()[rank]), vocabulary.ids()[rank]);
    }
    ids.put(Vocabulary.END_OF_TEXT, vocabulary.endOfText());
    ObjectNode vocab = JSON.createObjectNode();
    ids.entrySet().stream()
        .sorted(Comparator.comparingInt(Map.Entry::getValue))
        .forEach(entry -> vocab.put(entry.getKey(), entry.getValue()));
    return vocab;
  }

  private static ObjectNode tokenizer(
      Vocabulary vocabulary, ObjectNode vocab, List<String> merges) {
    ObjectNode tokenizer = JSON.createObjectNode().put("version", "1.0");
    tokenizer.putNull("truncation").putNull("padding");
    ArrayNode added = tokenizer.putArray("added_tokens");
    added.add(endOfTextToken().put("id", vocabulary.endOfText()).put("special", true));
    tokenizer.putNull("normalizer");
    tokenizer.set("pre_tokenizer", byteLevel(false));
    tokenizer.set("post_processor", byteLevel(true).put("trim_offsets", false));
    tokenizer.set("decoder", byteLevel(true));
    ObjectNode model = tokenizer.putObject("model").put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    model.set("vocab", vocab);
    ArrayNode mergeList = model.putArray("merges");
    merges.forEach(mergeList::add);
    return tokenizer;
  }

  private static ObjectNode byteLevel(boolean addPrefixSpace) {
    return JSON.createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", addPrefixSpace)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }

  private static ObjectNode tokenizerConfig(Vocabulary vocabulary) {
    ObjectNode config = JSON.createObjectNode();
    config.put("tokenizer_class", "GPT2Tokenizer").put("add_prefix_space", false);
    config.put("clean_up_tokenization_spaces", false).setAll(specialTokens());
    config
        .putObject("added_tokens_decoder")
        .set(Integer.toString(vocabulary.endOfText()), endOfTextToken().put("special", true));
    return config;
  }

  private static ObjectNode endOfTextToken() {
    ObjectNode token = JSON.createObjectNode().put("content", Vocabulary.END_OF_TEXT);
    return token
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", true);
  }

  private static ObjectNode specialTokens() {
    return JSON.createObjectNode()
        .put("bos_token", Vocabulary.END_OF_TEXT)
        .put("eos_token", Vocabulary.END_OF_TEXT)
        .put("unk_token", Vocabulary.END_OF_TEXT);
  }
}
