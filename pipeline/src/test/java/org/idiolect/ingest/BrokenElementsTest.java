package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document is read on behind an element that is no JSON, in every format that is a document. */
final class BrokenElementsTest {
  private static final String BROKEN = "{\"x\":nonsense}";

  /** A document of each format around %s, and a message of it with text "t" and id %d. */
  private record Document(Format format, String around, String message) {}

  static Stream<Document> documents() {
    return Stream.of(
        new Document(
            Format.DISCORD_JSON,
            "{\"guild\":{},\"channel\":{\"id\":\"5\"},\"messages\":[%s]}",
            "{\"id\":\"%d\",\"timestamp\":\"2021-03-14T10:00:00Z\",\"content\":\"t\","
                + "\"author\":{\"id\":\"1\"}}"),
        new Document(
            Format.TELEGRAM_JSON,
            "{\"name\":\"n\",\"type\":\"personal_chat\",\"id\":3,\"messages\":[%s]}",
            "{\"id\":%d,\"type\":\"message\",\"date_unixtime\":\"1614550400\",\"from\":\"A\","
                + "\"from_id\":\"user1\",\"text\":\"t\"}"),
        new Document(
            Format.MESSENGER_JSON,
            "{\"participants\":[],\"messages\":[%s],\"thread_path\":\"inbox/a_1\"}",
            "{\"sender_name\":\"A\",\"timestamp_ms\":161455040000%d,\"content\":\"t\"}"),
        new Document(
            Format.SLACK_JSON,
            "[%s]",
            "{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1614550400.00000%d\",\"text\":\"t\"}"),
        new Document(
            Format.CHATGPT_JSON,
            "[%s]",
            "{\"title\":\"x\",\"conversation_id\":\"c%1$d\",\"current_node\":\"b\",\"mapping\":{"
                + "\"a\":{\"id\":\"a\",\"parent\":null,\"message\":{\"id\":\"q%1$d\",\"author\":"
                + "{\"role\":\"user\"},\"create_time\":1600000001.0,\"content\":{\"content_type\":"
                + "\"text\",\"parts\":[\"s\"]}}},\"b\":{\"id\":\"b\",\"parent\":\"a\",\"message\":"
                + "{\"id\":\"m%1$d\",\"author\":{\"role\":\"user\"},\"create_time\":1600000002.0,"
                + "\"content\":{\"content_type\":\"text\",\"parts\":[\"t\"]}}}}}"),
        new Document(
            Format.MATRIX_JSON,
            "{\"room_name\":\"r\",\"messages\":[%s]}",
            "{\"type\":\"m.room.message\",\"sender\":\"@a:e.org\",\"event_id\":\"$%d\","
                + "\"room_id\":\"!r\",\"origin_server_ts\":1614550400000,"
                + "\"content\":{\"msgtype\":\"m.text\",\"body\":\"t\"}}"),
        new Document(
            Format.GOOGLE_CHAT,
            "{\"messages\":[%s]}",
            "{\"creator\":{\"name\":\"A\",\"email\":\"a@e.org\",\"user_type\":\"Human\"},"
                + "\"created_date\":\"Tuesday, July 9, 2019 at 8:04:05 PM UTC\",\"text\":\"t\","
                + "\"message_id\":\"s/t/%d\"}"),
        new Document(
            Format.SKYPE_JSON,
            "{\"userId\":\"8:a\",\"conversations\":[{\"id\":\"8:b\",\"MessageList\":[%s]}]}",
            "{\"id\":\"%d\",\"originalarrivaltime\":\"2019-05-01T10:00:00.123Z\","
                + "\"messagetype\":\"Text\",\"content\":\"t\",\"from\":\"8:b\"}"),
        new Document(
            Format.TEAMS_JSON,
            "[%s]",
            "{\"Id\":\"%d\",\"Body\":{\"ContentType\":\"text\",\"Content\":\"t\"},"
                + "\"CreatedDateTime\":\"2020-05-31T16:08:37.171+00:00\",\"From\":{\"User\":"
                + "{\"Id\":\"g\",\"DisplayName\":\"A\"}},\"MessageType\":\"message\","
                + "\"ChatId\":\"19:x\"}"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theRestIsRead(Document document) {
    String elements =
        String.join(
            ",",
            document.message().formatted(1),
            BROKEN,
            document.message().formatted(2),
            BROKEN,
            document.message().formatted(3));

    var read = Exports.read(document.format(), document.around().formatted(elements));

    assertThat(read.texts()).filteredOn("t"::equals).hasSize(3);
    assertThat(read.reasons()).containsExactly(RejectReason.SYNTAX, RejectReason.SYNTAX);
    assertThat(read.messages()).extracting(ParsedMessage::position).doesNotHaveDuplicates();
    assertThat(read.messages()).extracting(ParsedMessage::position).isSorted();
  }

  @Test
  void everyDocumentHasItsField() {
    Map<Format, String> fields = JsonResume.FIELDS;

    assertThat(fields).containsKeys(documents().map(Document::format).toArray(Format[]::new));
  }
}
