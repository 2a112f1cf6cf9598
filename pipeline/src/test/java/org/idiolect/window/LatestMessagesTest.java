package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;

final class LatestMessagesTest {
  private static final ChatTokenizer BYTES = ChatTokenizer.truncated(257);
  private static final Instant NOON = Instant.parse("2021-03-01T12:00:00Z");
  private static final List<Utterance> LATEST =
      List.of(
          new Utterance("y", NOON, "one"),
          new Utterance("y", NOON.plusSeconds(60), "two"),
          new Utterance("y", NOON.plusSeconds(86_400), "six"));
  private static final String CHAT = "2021-03-14\nA 12:06: are you there\nB 12:07:";

  @Test
  void theyStandBeforeTheConversationUnderTheAuthorsLetter() {
    ChatPrompt prompt = new LatestMessages(BYTES, 200).before(ids(CHAT), LATEST);

    assertThat(BYTES.decode(prompt.tokenIds()))
        .isEqualTo(
            "<|endoftext|>2021-03-01\nB 12:00: one\nB 12:01: two\n2021-03-02\nB 12:00: six\n"
                + CHAT);
    assertThat(prompt.messages()).isEqualTo(3);
  }

  @Test
  void theNewestThatFitAreKept() {
    // End-of-text, 24 of a day with a message, 42 of the chat.
    ChatPrompt prompt = new LatestMessages(BYTES, 84).before(ids(CHAT), LATEST);

    assertThat(BYTES.decode(prompt.tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-02\nB 12:00: six\n" + CHAT);
    assertThat(prompt.messages()).isEqualTo(1);
    assertThat(new LatestMessages(BYTES, 66).before(ids(CHAT), LATEST).tokenIds())
        .hasSizeLessThanOrEqualTo(66);
  }

  @Test
  void aLongConversationLeavesRoomByItsOldestLines() {
    ChatPrompt prompt = new LatestMessages(BYTES, 50).before(ids(CHAT), LATEST);

    assertThat(BYTES.decode(prompt.tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-02\nB 12:00: six\nB 12:07:");
  }

  private static int[] ids(String chat) {
    int[] tokens = BYTES.encode(chat);
    int[] all = new int[tokens.length + 1];
    all[0] = BYTES.endOfText();
    System.arraycopy(tokens, 0, all, 1, tokens.length);
    return all;
  }
}
