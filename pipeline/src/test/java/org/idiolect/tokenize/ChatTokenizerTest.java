package org.idiolect.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatTokenizerTest {
  private static final ChatTokenizer GPT2 = ChatTokenizer.gpt2();
  private static final ChatTokenizer SMALL = ChatTokenizer.truncated(4096);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Expected(String text, int[] gpt2, int[] first4096) {}

  @Test
  void givesTheIdsOfHuggingFaceTokenizers() throws Exception {
    for (Expected expected : expected()) {
      assertThat(GPT2.encode(expected.text())).as(expected.text()).isEqualTo(expected.gpt2());
      assertThat(SMALL.encode(expected.text())).as(expected.text()).isEqualTo(expected.first4096());
    }
  }

  @Test
  void decodingGivesTheTextBack() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      String text = WellFormedText.of(HostileText.next(random, 12));
      assertThat(GPT2.decode(GPT2.encode(text))).isEqualTo(text);
      assertThat(SMALL.decode(SMALL.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void noTextIsEverEndOfText() {
    assertThat(GPT2.endOfText()).isEqualTo(50256);
    assertThat(SMALL.endOfText()).isEqualTo(4095);
    assertThat(GPT2.encode("<|endoftext|>")).doesNotContain(50256);
    assertThat(SMALL.encode("<|endoftext|>")).doesNotContain(4095);
    assertThat(GPT2.decode(new int[] {15496, 995, 50256})).isEqualTo("Hello world<|endoftext|>");
  }

  @Test
  void smallestVocabularyIsBytesAlone() {
    ChatTokenizer bytes = ChatTokenizer.truncated(257);
    assertThat(bytes.encode("!~ a")).containsExactly(0, 93, 220, 64);
    assertThat(bytes.endOfText()).isEqualTo(256);
    assertThatThrownBy(() -> ChatTokenizer.truncated(256))
        .hasMessage("vocabulary size must be in [257, 50257], got 256");
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() {
    assertThat(WellFormedText.of("a\uD83Db\uDC4D")).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(WellFormedText.of("\uD83D\uDC4D")).isEqualTo("\uD83D\uDC4D");
    assertThat(WellFormedText.of("\uD83D\uD83D\uDC4D")).isEqualTo("\uFFFD\uD83D\uDC4D");
  }

  @Test
  void filesThatAreWrittenReadBack(@TempDir Path folder) throws Exception {
    SMALL.writeHuggingFaceFiles(folder);
    assertSameAsSmall(ChatTokenizer.read(folder));
    Files.delete(folder.resolve("vocab.json"));
    assertSameAsSmall(ChatTokenizer.read(folder));
  }

  @Test
  void folderWithoutFilesIsGpt2ByItsVocabularySizeOnly(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> ChatTokenizer.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vocab_size is unknown, not 50257");
    Files.writeString(folder.resolve("config.json"), "{\"vocab_size\": 512}");
    assertThatThrownBy(() -> ChatTokenizer.read(folder))
        .hasMessageContaining("vocab_size is 512, not 50257");
    Files.writeString(folder.resolve("config.json"), "{\"vocab_size\": 50257}");
    assertThat(ChatTokenizer.read(folder).encode("Hello world")).containsExactly(15496, 995);
  }

  @Test
  void idsNeedNotFollowTheMerges(@TempDir Path folder) throws Exception {
    ChatTokenizer.truncated(259).writeHuggingFaceFiles(folder);
    // Ids 256 and 257 are the merges of " t" and " a", end-of-text is 258: rotate the three.
    String vocab = Files.readString(folder.resolve("vocab.json"));
    vocab = vocab.replace(":256", ":x").replace(":257", ":256").replace(":258", ":257");
    Files.writeString(folder.resolve("vocab.json"), vocab.replace(":x", ":258"));
    ChatTokenizer rotated = ChatTokenizer.read(folder);
    assertThat(rotated.encode(" t a")).containsExactly(258, 256);
    assertThat(rotated.endOfText()).isEqualTo(257);
    assertThat(rotated.decode(new int[] {258, 256})).isEqualTo(" t a");
  }

  @Test
  void travelsToOtherMachinesAndThreads() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(SMALL);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ChatTokenizer arrived = (ChatTokenizer) in.readObject();
      IntStream.range(0, 200)
          .parallel()
          .forEach(i -> assertThat(arrived.encode("try " + i)).isEqualTo(SMALL.encode("try " + i)));
    }
  }

  private static void assertSameAsSmall(ChatTokenizer read) throws Exception {
    assertThat(read.vocabularySize()).isEqualTo(4096);
    assertThat(read.endOfText()).isEqualTo(4095);
    for (Expected expected : expected()) {
      assertThat(read.encode(expected.text())).isEqualTo(expected.first4096());
    }
  }

  private static List<Expected> expected() throws Exception {
    List<Expected> rows = new ArrayList<>();
    try (InputStream in =
        ChatTokenizerTest.class.getResourceAsStream("/reference/tokenize/expected.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        JsonNode row = JSON.readTree(line);
        rows.add(
            new Expected(
                row.path("text").asText(),
                JSON.convertValue(row.path("gpt2"), int[].class),
                JSON.convertValue(row.path("first_4096"), int[].class)));
      }
    }
    return rows;
  }
}
