package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.IngestStep;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Exports that overlap: nothing lost, nothing double. */
@ExtendWith(SparkExtension.class)
final class SameChatsTest {
  private static final PseudonymKey KEY = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void useSession(SparkSession session) {
    spark = session;
  }

  @Test
  void exportsThatStartAtDifferentPointsAreOneChat() throws IOException {
    List<String> chat = chat("Ann", "Ben", 40);
    write("old.txt", chat.subList(0, 25));
    write("new.txt", chat.subList(15, 33));
    write("newest.txt", chat.subList(28, 40));

    List<Message> messages = messages();

    assertThat(messages).extracting(Message::text).containsExactlyElementsOf(texts(chat));
    assertThat(messages)
        .extracting(Message::conversationId)
        .containsOnly(messages.get(0).conversationId());
    assertThat(messages).extracting(Message::messageId).doesNotHaveDuplicates();
  }

  @Test
  void bothPhonesAreOneChatThoughOneKnowsSeconds() throws IOException {
    List<String> android = new ArrayList<>();
    List<String> ios = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String author = i % 3 == 0 ? "Ann" : "Ben";
      String text = i % 5 < 2 ? "ok" : "text " + i; // "ok" by Ben twice in some minutes
      said.add(text);
      android.add("14/03/2021, 10:%02d - %s: %s".formatted(i / 4, author, text));
      ios.add("[14/03/2021, 10:%02d:%02d] %s: %s".formatted(i / 4, 10 * (i % 4) + 3, author, text));
    }
    write("android.txt", android.subList(0, 22));
    write("_chat.txt", ios.subList(6, 30));

    List<Message> messages = messages();

    assertThat(messages).hasSize(30);
    assertThat(messages).extracting(Message::text).containsExactlyInAnyOrderElementsOf(said);
    assertThat(messages)
        .extracting(Message::conversationId)
        .containsOnly(messages.get(0).conversationId());
    assertThat(messages.stream().filter(m -> m.sentAt().getEpochSecond() % 60 != 0)).hasSize(24);
  }

  @Test
  void differentChatsStayApart() throws IOException {
    List<String> ben = chat("Ann", "Ben", 20);
    List<String> cy = chat("Ann", "Cy", 20);
    String greeting = "01/01/2022, 00:00 - Ann: Happy new year!";
    ben.add(greeting);
    cy.add(greeting);
    write("ben.txt", ben);
    write("cy.txt", cy);
    // The same two people in a group of their own, at the same time, with other texts.
    write("group.txt", chat("Ann", "Ben", 20).stream().map(line -> line + " (group)").toList());

    List<Message> messages = messages();

    assertThat(messages).hasSize(62);
    assertThat(messages.stream().map(Message::conversationId).distinct()).hasSize(3);
  }

  @Test
  void equalMessagesOfAMinuteAreKeptAsOftenAsOneExportHasThem() throws IOException {
    List<String> chat = new ArrayList<>(chat("Ann", "Ben", 12));
    chat.addAll(
        List.of(
            "14/03/2021, 11:00 - Ben: lol",
            "14/03/2021, 11:00 - Ben: lol",
            "14/03/2021, 11:00 - Ben: lol"));
    write("a.txt", chat.subList(0, 14));
    write("b.txt", chat.subList(3, 15));

    assertThat(messages().stream().filter(m -> m.text().equals("lol"))).hasSize(3);
    assertThat(messages()).hasSize(15);
  }

  private static List<String> chat(String one, String other, int messages) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      String author = i % 2 == 0 ? one : other;
      lines.add("14/03/2021, 10:%02d - %s: says %s %d".formatted(i, author, other, i));
    }
    return lines;
  }

  private static List<String> texts(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst(".*?: ", "")).toList();
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<Message> messages() {
    var events =
        IngestStep.read(
                spark, List.of(folder.toString()), IngestConfig.defaults(), KEY, People.none())
            .cache();
    return CleanStep.clean(events, CleanConfig.defaults(), KEY)
        .messages()
        .orderBy(Message.CONVERSATION_ID, Message.MESSAGE_INDEX)
        .collectAsList()
        .stream()
        .map(Message::fromRow)
        .toList();
  }
}
