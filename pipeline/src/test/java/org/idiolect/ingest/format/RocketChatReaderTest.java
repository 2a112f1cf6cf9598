package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class RocketChatReaderTest {
  private static final String ROOM =
      """
      {"msg":"hi","username":"ann","ts":"2020-09-13T12:26:40.123Z"}
      {"msg":"[ ](https://e.org/channel/c?msg=1) [hello]","username":"User_2","ts":"2020-09-13T12:26:41.000Z","attachments":[{"message_link":"https://e.org/channel/c?msg=1"}]}
      {"msg":"","username":"ann","ts":"2020-09-13T12:26:42.000Z","attachments":[{"title":"a.png"}]}
      {"msg":"User joined the channel","username":"ann","ts":"2020-09-13T12:26:43.000Z","type":"uj"}
      {"msg":"","username":"ann","ts":"2020-09-13T12:26:44.000Z","type":"rm"}
      {"msg":"","username":"ann","ts":"2020-09-13T12:26:45.000Z","type":"videoconf"}
      {"msg":"no time","username":"ann"}
      {"msg":"bad time","username":"ann","ts":"soon"}
      """;

  @Test
  void readsARoom() {
    var room = read(Format.ROCKET_CHAT, ROOM);

    assertThat(Exports.sniff(ROOM)).contains(Format.ROCKET_CHAT);
    assertThat(room.texts().subList(0, 2)).containsExactly("hi", "[hello]");
    assertThat(room.times().get(0)).isEqualTo(Instant.parse("2020-09-13T12:26:40.123Z"));
    assertThat(room.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.SYSTEM,
            MessageKind.DELETION,
            MessageKind.CALL);
    assertThat(room.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void aHiddenNameIsNobodyElsewhere() {
    assertThat(Exports.rawEvents(Format.ROCKET_CHAT, ROOM).get(1))
        .isInstanceOfSatisfying(
            ParsedMessage.class,
            message -> {
              assertThat(message.conversation()).isEqualTo("chat");
              assertThat(message.author()).isEqualTo("User_2 in chat");
              assertThat(message.authorName()).isEqualTo("User_2");
            });
  }

  @Test
  void aCutRoomKeepsWhatCameBefore() {
    var cut = read(Format.ROCKET_CHAT, ROOM.substring(0, ROOM.indexOf("User joined")));

    assertThat(cut.messages()).hasSize(3);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }
}
