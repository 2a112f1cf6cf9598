package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessengerHtmlReaderTest {
  private static final String OPENING =
      "<html><head><title>Garden club</title><style>._a6-g{color:#123}</style></head><body>"
          + "<header><h1>Garden club</h1></header><main role=\"main\"><div class=\"_a6-g\">"
          + "<h2 class=\"_a6-h\">Participants: Ann, Bob and you</h2></div>";
  private static final String CLOSING = "</main></body></html>";

  /** As Facebook writes it since 2025; places are those behind the text. */
  private static String facebook(String sender, String text, String places, String time) {
    return "<section class=\"_3-95 _a6-g\"><h2 class=\"_2ph_ _a6-h _a6-i\">"
        + sender
        + "</h2><div class=\"_2ph_ _a6-p\"><div><div></div><div>"
        + text
        + "</div>"
        + (places.isEmpty() ? "<div></div><div></div>" : places)
        + "</div></div><footer class=\"_3-94 _a6-o\"><div class=\"_a72d\">"
        + time
        + "</div></footer></section>";
  }

  private static String instagram(String sender, String body, String time) {
    return "<div class=\"pam _3-95 _2ph- _a6-g uiBoxWhite noborder\">"
        + "<h2 class=\"_3-95 _2pim _a6-h _a6-i\">%s</h2><div class=\"_3-95 _a6-p\">%s</div>"
            .formatted(sender, body)
        + "<div class=\"_3-94 _a6-o\">%s</div></div>\n".formatted(time);
  }

  private static final String CHAT =
      OPENING
          + facebook(
              "Ann",
              "ok 😀 &lt;b&gt;<br />fine",
              "<div></div><div></div><div><ul class=\"_a6-q\"><li><span>👍Bob</span></li></ul></div>",
              "Jan 05, 2021 8:15:40 pm")
          + facebook("Bob", "second", "", "Jan 5, 2021, 8:15 AM")
          + facebook("Bob", "first", "", "Jan 5, 2021, 8:15 AM")
          + facebook(
              "Bob",
              "",
              "<div><div><a href=\"p.jpg\"><img src=\"p.jpg\"/></a></div></div><div></div>",
              "Jan 4, 2021 at 12:05 AM")
          + facebook("Bob", "Reacted ❤ to your message ", "", "Jan 3, 2021, 12:05 PM")
          + facebook("Bob", "This message was unsent", "", "Jan 3, 2021, 12:04 PM")
          + facebook("Bob", "Bob sent an attachment.Roses for all", "", "Jan 3, 2021, 12:03 PM")
          + facebook("Bob", "Bob named the group Garden club.", "", "Jan 3, 2021, 12:02 PM")
          + facebook("Bob", "Bob called you.", "", "Jan 3, 2021, 12:01 PM")
          + facebook("Bob", "no such day", "", "Feb 31, 2020, 12:01 PM")
          + CLOSING;

  @Test
  void readsAChat() {
    var chat = read(Format.MESSENGER_HTML, CHAT);

    assertThat(Exports.sniff(CHAT)).contains(Format.MESSENGER_HTML);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.REACTION,
            MessageKind.DELETION,
            MessageKind.MEDIA,
            MessageKind.SYSTEM,
            MessageKind.CALL);
    assertThat(chat.texts().subList(0, 6))
        .containsExactly("ok 😀 <b>\nfine", "second", "first", "", "Reacted ❤ to your message", "");
    assertThat(chat.authors().subList(0, 3)).containsExactly("Ann", "Bob", "Bob");
    assertThat(chat.messages().get(0).conversation()).isEqualTo("Garden club");
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void messagesOfOneMinuteKeepTheirOrderThoughNewestComesFirst() {
    assertThat(read(Format.MESSENGER_HTML, CHAT).times().subList(0, 4))
        .containsExactly(
            Instant.parse("2021-01-05T20:15:40Z"),
            Instant.parse("2021-01-05T08:15:00Z"),
            Instant.parse("2021-01-05T08:14:59.999Z"),
            Instant.parse("2021-01-04T00:05:00Z"));
  }

  @Test
  void readsInstagram() {
    String chat =
        OPENING
            + instagram(
                "ann.b",
                "<div><div>Bob: what?</div><div>that</div><div></div><div></div></div>",
                "Jan 05, 2021 8:15 am")
            + instagram("bob", "<div><div>plain</div></div>", "Jan 04, 2021 12:15 am")
            + instagram("bob", "", "Jan 03, 2021 12:15 pm")
            + CLOSING;

    var read = read(Format.MESSENGER_HTML, chat);

    assertThat(Exports.sniff(chat)).contains(Format.MESSENGER_HTML);
    assertThat(read.texts()).containsExactly("that", "plain", "");
    assertThat(read.authors()).containsExactly("ann.b", "bob", "bob");
    assertThat(read.rejects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Jan 5, 2021, 8:15 AM|2021-01-05T08:15",
        "Jan 5, 2021 at 12:15 PM|2021-01-05T12:15",
        "5 Jan 2021, 08:15|2021-01-05T08:15",
        "Jul 12, 2024 4:55:32pm|2024-07-12T16:55:32",
        "9 de octubre de 2025, 8:09:15 a. m.|2025-10-09T08:09:15",
        "5. Jan. 2021, 08:15|2021-01-05T08:15",
        "05.03.2021 08:15|",
        "5 мар. 2021 г., 8:15|2021-03-05T08:15",
        "5 Mar 2021 20:15|2021-03-05T20:15",
        "11 août 2021, 20:15|2021-08-11T20:15",
        "2021年1月5日 下午8:15|2021-01-05T20:15",
        "2021년 1월 5일 오전 12:15|2021-01-05T00:15",
        "5 thg 1, 2021, 08:15|2021-01-05T08:15",
        "5 lis 2021, 08:15|",
        "Jan 5, 2021|",
        "Jan 5, 2021, 25:15|",
      })
  void readsTimesOfManyLanguages(String text, String expected) {
    var time = new MessengerTime().parse(text);

    assertThat(time == null ? null : time.toString()).isEqualTo(expected);
  }

  @Test
  void theLanguageOfAFileTellsItsMonths() {
    MessengerTime polish = new MessengerTime();

    polish.parse("5 sty 2021, 08:15");

    assertThat(polish.parse("5 lis 2021, 08:15")).isEqualTo("2021-11-05T08:15");
  }

  @Test
  void aPageOfPostsIsNoChat() {
    String posts =
        "<html><body><div class=\"_3-95 _a6-g\"><div class=\"_2ph_ _a6-h _a6-i\">Ann shared</div>"
            + "<div class=\"_2ph_ _a6-p\"><div class=\"_2pin\"><div>my day</div></div></div>"
            + "<div class=\"_3-94 _a6-o\"><div class=\"_a72d\">Jan 5, 2021, 8:15 AM</div></div></div>"
            + "</body></html>";

    assertThat(Exports.sniff(posts)).isEmpty();
  }

  @Test
  void aCutPageKeepsTheWholeMessagesBeforeTheCut() {
    for (int cut = CHAT.indexOf("second"); cut < CHAT.indexOf("first"); cut++) {
      var part = read(Format.MESSENGER_HTML, CHAT.substring(0, cut));

      assertThat(part.reasons()).containsExactly(RejectReason.TRUNCATED);
      assertThat(part.texts()).isSubsetOf("ok 😀 <b>\nfine", "second").isNotEmpty();
    }
  }

  @Test
  void countsOfOtherProjects() throws IOException {
    var chat =
        SharedExports.read(
            Format.MESSENGER_HTML, "messenger__kenn-io-msgvault__html_simple_alice_message_1.html");
    var bare =
        SharedExports.read(
            Format.MESSENGER_HTML, "messenger__kenn-io-msgvault__html_timestamps_layout1.html");

    assertThat(chat.messages()).hasSize(3);
    assertThat(chat.authors()).containsOnly("Test User", "Alice Example");
    assertThat(bare.messages()).hasSize(1);
  }
}
