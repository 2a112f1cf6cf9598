package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;

final class PromptBuilderTest {
  private static final ChatTokenizer BYTES = ChatTokenizer.truncated(257);
  private static final Instant NOON = Instant.parse("2021-03-14T12:00:00Z");
  private static final List<Utterance> HISTORY =
      List.of(
          new Utterance("x", NOON, "abc"),
          new Utterance("y", NOON.plusSeconds(60), "def"),
          new Utterance("z", NOON.plusSeconds(120), "ghi"));

  @Test
  void endsWithTheHeaderOfTheWantedAuthor() {
    ChatPrompt prompt =
        new PromptBuilder(BYTES, 200).forAuthor(HISTORY, "y", NOON.plusSeconds(180), 20);
    assertThat(BYTES.decode(prompt.tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-14\nA 12:00: abc\nB 12:01: def\nC 12:02: ghi\nB 12:03:");
    assertThat(prompt.letters()).containsEntry("x", "A").containsEntry("y", "B").hasSize(3);
    assertThat(prompt.messages()).isEqualTo(3);
  }

  @Test
  void keepsTheNewestMessagesThatLeaveRoom() {
    // 1 + 11 + 2 * 13 + 8 = 46 tokens hold two messages and the header.
    ChatPrompt prompt = new PromptBuilder(BYTES, 66).forAuthor(HISTORY, "x", NOON, 20);
    assertThat(BYTES.decode(prompt.tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-14\nA 12:01: def\nB 12:02: ghi\nC 12:00:");
    assertThat(prompt.messages()).isEqualTo(2);
    assertThat(new PromptBuilder(BYTES, 65).forAuthor(HISTORY, "x", NOON, 20).messages())
        .isEqualTo(1);
  }

  @Test
  void worksWithoutHistoryAndWithoutAnAuthor() {
    PromptBuilder builder = new PromptBuilder(BYTES, 100);
    assertThat(BYTES.decode(builder.forAuthor(List.of(), "x", NOON, 20).tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-14\nA 12:00:");
    assertThat(BYTES.decode(builder.forAnyone(HISTORY.subList(0, 1), 20).tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-14\nA 12:00: abc\n");
    assertThatThrownBy(() -> builder.forAuthor(HISTORY, "x", NOON, 99))
        .hasMessage("max new tokens must be at most 80 for a context of 100 tokens, got 99");
  }
}
