package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idiolect.jobs.samples.GenerateSamples;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * The input of a bench, drawn from invented chats, so that there is something to learn and losses
 * fall. Equal arguments, equal bytes.
 */
final class BenchData {
  private static final long SEED = 20260314L;

  /** Invented messages are short: fewer tokens than this do not occur on average. */
  private static final int LEAST_TOKENS_A_MESSAGE = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchData() {}

  /** One line {@code {"token_ids": [[...], ...]}} a batch, all rows of the same length. */
  static Path writeBatches(
      Path file, ChatTokenizer tokenizer, int vocabularySize, int batches, int rows, int tokens) {
    int[] ids = tokens(tokenizer, vocabularySize, batches * rows * tokens);
    List<String> lines = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      int[][] rowsOfBatch = new int[rows][tokens];
      for (int row = 0; row < rows; row++) {
        System.arraycopy(ids, (batch * rows + row) * tokens, rowsOfBatch[row], 0, tokens);
      }
      lines.add(JSON.createObjectNode().putPOJO("token_ids", rowsOfBatch).toString());
    }
    return write(file, lines);
  }

  /** So many token ids of invented messages. */
  static int[] tokens(ChatTokenizer tokenizer, int vocabularySize, int count) {
    return texts(count / LEAST_TOKENS_A_MESSAGE + 1)
        .flatMapToInt(text -> IntStream.of(tokenizer.encode(text + "\n")))
        .map(id -> id % vocabularySize)
        .limit(count)
        .toArray();
  }

  /** One line, a JSON string, a text. */
  static Path writeTexts(Path file, int messages) {
    return write(
        file,
        texts(messages).map(text -> JSON.getNodeFactory().textNode(text).toString()).toList());
  }

  static Stream<String> texts(int messages) {
    return GenerateSamples.texts(SEED, messages).stream();
  }

  static Path write(Path file, List<String> lines) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Batches as {@link #writeBatches} wrote them. */
  static List<int[][]> readBatches(Path file) {
    List<int[][]> batches = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        batches.add(JSON.treeToValue(JSON.readTree(line).get("token_ids"), int[][].class));
      }
      return batches;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static List<String> readTexts(Path file) {
    List<String> texts = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        texts.add(JSON.readTree(line).asText());
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
