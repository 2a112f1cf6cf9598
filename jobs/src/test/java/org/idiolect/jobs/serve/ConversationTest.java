package org.idiolect.jobs.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.jobs.config.Settings;
import org.idiolect.window.Utterance;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final Person KAI = new Person("akai", "Kai / Moss", "B", 500, null);
  private static final IngestConfig INGEST =
      Settings.check(Settings.merge(null, List.of())).ingest();

  private static List<Utterance> parse(String text) {
    return Conversation.parse(text, KAI, INGEST);
  }

  @Test
  void aPastedDiscordChatKeepsItsPeopleAndTimes() {
    List<Utterance> messages =
        parse(
            """
            Kai / Moss03/14/2021 12:06 PM
            are you there
            Ann03/14/2021 12:08 PM
            on my way
            """);

    assertThat(messages).extracting(Utterance::text).containsExactly("are you there", "on my way");
    assertThat(messages).extracting(Utterance::authorId).containsExactly("akai", "Ann");
    assertThat(messages.get(0).sentAt()).isBefore(messages.get(1).sentAt());
  }

  @Test
  void namedLinesAreMessagesInOrder() {
    List<Utterance> messages = parse("Ann: are you coming?\n\nkai / moss: hm\nAnn: please: yes");

    assertThat(messages).extracting(Utterance::authorId).containsExactly("Ann", "akai", "Ann");
    assertThat(messages.get(2).text()).isEqualTo("please: yes");
    assertThat(messages).extracting(Utterance::sentAt).isSorted();
  }

  @Test
  void anythingElseIsOneMessageOfSomebodyElse() {
    assertThat(parse("so\nhow was it"))
        .extracting(Utterance::text)
        .containsExactly("so\nhow was it");
    assertThat(parse("so\nhow was it").get(0).authorId()).isNotEqualTo("akai");
    assertThat(parse("  \n ")).isEmpty();
  }

  @Test
  void requestsOutOfBoundsAreRefusedWithASentence() {
    assertThatThrownBy(() -> new ImitationRequest("x".repeat(20_001), "a", 60, 0.8, 1))
        .hasMessageContaining("longer than 20000 characters");
    assertThatThrownBy(() -> new ImitationRequest("hi", "a", 0, 0.8, 1))
        .hasMessage("characters must be in [1, 1000]");
    assertThatThrownBy(() -> new ImitationRequest("hi", "a", 60, 0, 1))
        .hasMessage("temperature must be in (0, 2]");
  }
}
