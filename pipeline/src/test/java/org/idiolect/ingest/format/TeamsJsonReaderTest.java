package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class TeamsJsonReaderTest {
  private static final String CHAT =
      """
      [
      {"Id":"1","Body":{"ContentType":"html","Content":"<p>hi <at id=\\"0\\">Bob</at>&nbsp;<emoji alt=\\"🙂\\"></emoji></p><p>you<br>there</p>"},
       "CreatedDateTime":"2020-09-13T12:26:40.171+00:00","LastEditedDateTime":"2020-09-13T12:27:40Z",
       "DeletedDateTime":null,"ReplyToId":null,"From":{"User":{"Id":"u1","DisplayName":"Ann"}},
       "MessageType":"message","ChatId":"19:x@thread.v2","ChannelIdentity":null,"Attachments":[]},
      {"Id":"2","Body":{"ContentType":"html","Content":"<attachment id=\\"1\\"></attachment><blockquote>old</blockquote><p>new</p>"},
       "CreatedDateTime":"2020-09-13T12:26:41Z","From":{"User":{"Id":"u2","DisplayName":"Bob"}},
       "MessageType":"message","ChatId":"19:x@thread.v2",
       "Attachments":[{"Id":"1","ContentType":"messageReference"}]},
      {"Id":"3","Body":{"ContentType":"text","Content":"a <b>"},
       "CreatedDateTime":"2020-09-13T12:26:42Z","From":{"User":{"Id":"u2"}},"ReplyToId":"9",
       "MessageType":"message","ChatId":null,"ChannelIdentity":{"TeamId":"t","ChannelId":"ch"}},
      {"Id":"4","Body":{"ContentType":"html","Content":"<p><img src=\\"x\\"></p>"},
       "CreatedDateTime":"2020-09-13T12:26:43Z","From":{"User":{"Id":"u2"}},"MessageType":"message"},
      {"Id":"5","Body":{"ContentType":"html","Content":""},"DeletedDateTime":"2020-09-13T12:28:00Z",
       "CreatedDateTime":"2020-09-13T12:26:44Z","From":{"User":{"Id":"u2"}},"MessageType":"message"},
      {"Id":"6","Body":{"ContentType":"html","Content":"<systemEventMessage/>"},"From":null,
       "CreatedDateTime":"2020-09-13T12:26:45Z","MessageType":"unknownFutureValue"},
      {"Id":"7","Body":{"ContentType":"html","Content":"<p>beep</p>"},
       "From":{"User":null,"Application":{"Id":"app"}},
       "CreatedDateTime":"2020-09-13T12:26:46Z","MessageType":"message"},
      {"Id":"8","Body":{"ContentType":"html","Content":"<p>x</p>"},"From":{"User":{"Id":"u2"}}},
      {"Id":"9","Body":{},"From":{"User":{"Id":"u2"}},"CreatedDateTime":"soon"}
      ]
      """;

  @Test
  void readsAChat() {
    var chat = read(Format.TEAMS_JSON, CHAT);

    assertThat(Exports.sniff(CHAT)).contains(Format.TEAMS_JSON);
    assertThat(chat.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "19:x@thread.v2",
                "1",
                "u1",
                "Ann",
                Instant.parse("2020-09-13T12:26:40.171Z"),
                MessageKind.TEXT,
                "hi Bob 🙂\nyou\nthere",
                null,
                Instant.parse("2020-09-13T12:27:40Z")));
    assertThat(chat.texts().subList(1, 3)).containsExactly("new", "a <b>");
    assertThat(chat.messages().subList(1, 3))
        .extracting(ParsedMessage::replyTo)
        .containsExactly("1", "9");
    assertThat(chat.messages().get(2).conversation()).isEqualTo("ch");
    assertThat(chat.kinds().subList(3, 7))
        .containsExactly(
            MessageKind.MEDIA, MessageKind.DELETION, MessageKind.SYSTEM, MessageKind.SYSTEM);
    assertThat(chat.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void aCutFileKeepsWhatCameBefore() {
    var cut = read(Format.TEAMS_JSON, CHAT.substring(0, CHAT.indexOf("<img")));

    assertThat(cut.messages()).hasSize(3);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }
}
