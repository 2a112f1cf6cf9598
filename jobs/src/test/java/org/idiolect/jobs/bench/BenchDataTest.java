package org.idiolect.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDataTest {
  private static final int VOCABULARY = 512;

  @TempDir Path folder;

  @Test
  void equalArgumentsWriteEqualBytes() throws IOException {
    Path first = batches("first");
    Path second = batches("second");
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void batchesHaveTheShapeAskedForAndFitTheVocabulary() {
    List<int[][]> read = BenchData.readBatches(batches("file"));
    assertThat(read).hasSize(3);
    for (int[][] batch : read) {
      assertThat(batch).hasDimensions(4, 16);
      for (int[] row : batch) {
        assertThat(Arrays.stream(row)).allMatch(id -> id >= 0 && id < VOCABULARY);
      }
    }
    assertThat(read.get(0)[0]).isNotEqualTo(read.get(1)[0]);
  }

  @Test
  void textsComeBackAsTheyWereWritten() {
    Path file = BenchData.writeTexts(folder.resolve("texts"), 50);
    assertThat(BenchData.readTexts(file)).hasSize(50).anyMatch(text -> text.contains(" "));
  }

  private Path batches(String name) {
    ChatTokenizer tokenizer = ChatTokenizer.truncated(4096);
    return BenchData.writeBatches(folder.resolve(name), tokenizer, VOCABULARY, 3, 4, 16);
  }
}
