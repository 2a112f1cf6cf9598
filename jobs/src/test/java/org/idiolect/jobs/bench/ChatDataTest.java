package org.idiolect.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatDataTest {
  private static final int VOCABULARY = 50257;

  @TempDir Path folder;

  @Test
  void batchesHoldMessagesOfLikeLength() {
    Path file = folder.resolve("train");
    new ChatData(VOCABULARY, null).write(file, BenchKind.TRAIN_CHAT);
    List<int[][]> batches = BenchData.readBatches(file);
    assertThat(batches).hasSize(BenchKind.TRAIN_CHAT.batches());
    int useful = 0;
    int all = 0;
    for (int[][] batch : batches) {
      assertThat(batch).hasNumberOfRows(BenchKind.TRAIN_CHAT.rows());
      int longest = Arrays.stream(batch).mapToInt(row -> row.length).max().orElseThrow();
      useful += Arrays.stream(batch).mapToInt(row -> row.length).sum();
      all += batch.length * longest;
    }
    assertThat(useful).isGreaterThan(all * 8 / 10);
  }

  @Test
  void messagesAsTheyComeAreTheSameInMorePadding() {
    Path sorted = new ChatData(VOCABULARY, null).write(folder.resolve("s"), BenchKind.TRAIN_CHAT);
    Path file =
        new ChatData(VOCABULARY, null).write(folder.resolve("u"), BenchKind.TRAIN_CHAT_UNSORTED);
    List<int[][]> unsorted = BenchData.readBatches(file);
    List<int[]> rows = unsorted.stream().flatMap(Arrays::stream).toList();
    assertThat(ChatData.ofLikeLength(rows, BenchKind.TRAIN_CHAT.rows()).toArray(int[][][]::new))
        .isDeepEqualTo(BenchData.readBatches(sorted).toArray(int[][][]::new));
    assertThat(padded(unsorted)).isGreaterThan(padded(BenchData.readBatches(sorted)) * 5 / 4);
  }

  private static int padded(List<int[][]> batches) {
    return batches.stream()
        .mapToInt(
            batch ->
                batch.length * Arrays.stream(batch).mapToInt(row -> row.length).max().orElseThrow())
        .sum();
  }

  @Test
  void messagesOfAFileAreRows() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int words = 1; words <= 5; words++) {
      lines.add("{\"text\": \"%s\"}".formatted("yes ".repeat(words).strip()));
    }
    Path messages = Files.write(folder.resolve("messages.jsonl"), lines);
    Path file = new ChatData(VOCABULARY, messages).write(folder.resolve("d"), BenchKind.TRAIN_CHAT);
    // A token a word, and one for the end of the line.
    assertThat(
            BenchData.readBatches(file).stream()
                .flatMap(Arrays::stream)
                .map(row -> row.length)
                .distinct())
        .containsExactlyInAnyOrder(2, 3, 4, 5, 6);
  }

  @Test
  void fileWithoutTextsIsRefused() throws IOException {
    Path messages = Files.writeString(folder.resolve("empty.jsonl"), "");
    assertThatThrownBy(() -> new ChatData(VOCABULARY, messages))
        .hasMessageContaining("empty.jsonl has no line of JSON with a \"text\"");
  }
}
