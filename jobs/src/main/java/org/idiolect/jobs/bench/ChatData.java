package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.idiolect.tokenize.ChatTokenizer;

/** Rows as long as the messages of a chat. Equal arguments, equal bytes. */
final class ChatData {
  /** Messages that are drawn from, from the beginning of the file. */
  private static final int MESSAGES = 20_000;

  private static final int LONGEST = 128;
  private static final long SEED = 20260314L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int vocabularySize;
  private final List<int[]> messages;

  /**
   * Reads the messages.
   *
   * @param file JSON lines with a "text" each, packed if its name ends with .gz; null for invented
   *     messages
   */
  ChatData(int vocabularySize, Path file) {
    this.vocabularySize = vocabularySize;
    ChatTokenizer tokenizer = ChatTokenizer.gpt2();
    List<int[]> ids = new ArrayList<>();
    for (String text : file == null ? BenchData.texts(MESSAGES).toList() : texts(file)) {
      int[] message = tokenizer.encode(text + "\n");
      if (message.length > 1) {
        ids.add(fitted(Arrays.copyOf(message, Math.min(LONGEST, message.length))));
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(file + " has no line of JSON with a \"text\"");
    }
    Collections.shuffle(ids, new Random(SEED));
    this.messages = ids;
  }

  private int[] fitted(int[] ids) {
    return Arrays.stream(ids).map(id -> id % vocabularySize).toArray();
  }

  private static List<String> texts(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      List<String> texts = new ArrayList<>();
      String line;
      while (texts.size() < MESSAGES && (line = lines.readLine()) != null) {
        texts.add(JSON.readTree(line).path("text").asText());
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read JSON lines from " + file, e);
    }
  }

  /**
   * One line {@code {"token_ids": [[...], ...]}} a batch: messages of like length together, or as
   * they come.
   */
  Path write(Path file, BenchKind kind) {
    List<int[]> rows =
        Stream.iterate(0, i -> i + 1)
            .limit((long) kind.batches() * kind.rows())
            .map(this::message)
            .toList();
    List<int[][]> batches =
        kind == BenchKind.TRAIN_CHAT ? ofLikeLength(rows, kind.rows()) : cut(rows, kind.rows());
    return BenchData.write(
        file,
        batches.stream()
            .map(batch -> JSON.createObjectNode().putPOJO("token_ids", batch).toString())
            .toList());
  }

  /** Batches of rows that are about equally long, short and long ones in no order. */
  static List<int[][]> ofLikeLength(List<int[]> rows, int batchSize) {
    List<int[][]> batches =
        cut(rows.stream().sorted(Comparator.comparingInt(row -> row.length)).toList(), batchSize);
    Collections.shuffle(batches, new Random(SEED));
    return batches;
  }

  private static List<int[][]> cut(List<int[]> rows, int batchSize) {
    List<int[][]> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += batchSize) {
      int to = Math.min(rows.size(), from + batchSize);
      batches.add(rows.subList(from, to).toArray(int[][]::new));
    }
    return batches;
  }

  private int[] message(int number) {
    return messages.get(number % messages.size());
  }
}
