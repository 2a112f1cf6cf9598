package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import java.util.List;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class ImessageReadersTest {
  private static final String TEXT =
      """
      May 17, 2020  5:29:42 PM (Read by them after 1 hour, 49 seconds)
      Me
      first line

      second line by the way
      Tapbacks:
      Loved by Ann

          May 17, 2020  5:30:00 PM
          Ann
          a reply

      May 17, 2020  5:30:00 PM
      Ann
      a reply
      This message responded to an earlier message.

      May 17, 2020 12:00:00 AM Ann renamed the conversation to Garden

      May 17, 2020  6:00:00 PM
      +15550001111
      May 17, 2020  6:00:00 PM helo
      Edited 5 seconds later: hello
      again

      May 17, 2020  6:01:00 PM
      Ann
      attachments/3/12.jpeg

      May 17, 2020  6:02:00 PM
      Ann
      /Users/ann/Library/Messages/Attachments/a/b.heic
      look at this
      Sent with Lasers

      May 17, 2020  6:03:00 PM
      Ann
      Ann unsent this message part 3 seconds after sending!

      May 17, 2020  6:04:00 PM
      Ann
      https://e.org/a
      A page about roses
      All of them

      May 17, 2020  6:05:00 PM
      Ann
      SharePlay Message
      Ended

      Feb 31, 2020  6:05:00 PM
      Ann
      no such day

      """;

  @Test
  void readsAText() {
    var chat = read(Format.IMESSAGE_TEXT, TEXT);

    assertThat(Exports.sniff(TEXT)).contains(Format.IMESSAGE_TEXT);
    assertThat(chat.texts())
        .containsExactly(
            "first line\n\nsecond line by the way",
            "a reply",
            "",
            "hello\nagain",
            "",
            "look at this",
            "",
            "https://e.org/a",
            "");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.TEXT,
            MessageKind.DELETION,
            MessageKind.TEXT,
            MessageKind.SYSTEM);
    assertThat(chat.authors().subList(0, 4)).containsExactly("me", "Ann", null, "+15550001111");
    assertThat(chat.times().get(0)).isEqualTo(Instant.parse("2020-05-17T17:29:42Z"));
    assertThat(chat.messages().get(3).editedAt()).isEqualTo("2020-05-17T18:00:05Z");
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void linesBeforeTheFirstMessageAndACutHeaderAreRejects() {
    var chat = read(Format.IMESSAGE_TEXT, "lost words\n\nMay 17, 2020  5:29:42 PM\n");

    assertThat(chat.messages()).isEmpty();
    assertThat(chat.reasons()).containsExactly(RejectReason.NOT_A_MESSAGE, RejectReason.TRUNCATED);
  }

  @Test
  void aCutTextKeepsWhatCameBefore() {
    List<String> whole = read(Format.IMESSAGE_TEXT, TEXT).texts();
    int second = TEXT.indexOf("May 17, 2020  5:30:00 PM\nAnn\na reply\nThis");
    for (int cut = second; cut < TEXT.length(); cut++) {
      assertThat(read(Format.IMESSAGE_TEXT, TEXT.substring(0, cut)).texts()).contains(whole.get(0));
    }
  }

  private static String html(String classes, String id, String sender, String inner) {
    return ("<div class=\"message\">\n<div class=\"%s\">\n<p><span class=\"timestamp\">"
            + "<a title=\"Reveal in Messages app\" href=\"sms://open?message-guid=%s\">"
            + "May 17, 2020  5:29:42 PM</a> (Read by you after 5 seconds)</span>\n"
            + "<span class=\"sender\">%s</span></p>\n%s</div>\n</div>\n")
        .formatted(classes, id, sender, inner);
  }

  private static String part(String inner) {
    return "<hr><div class=\"message_part\">\n" + inner + "</div>\n";
  }

  private static String bubble(String text) {
    return part("<span class=\"bubble\">" + text + "</span>\n");
  }

  private static final String PAGE =
      "<html>\n<head>\n<meta charset=\"UTF-8\">\n</head><body>\n"
          + html(
              "sent iMessage",
              "A-1",
              "Me",
              bubble("one &lt;b&gt;\ntwo")
                  + "<div class=\"tapbacks\"><div class=\"tapback\"><span><b>Loved</b> by Ann</span>"
                  + "</div></div>\n<div class=\"replies\">\n<div class=\"reply\">\n"
                  + html("received", "A-2", "Ann", bubble("a reply"))
                  + "</div></div>\n")
          + html("received", "A-2", "Ann", bubble("a reply"))
          + "<div class=\"announcement\"><p><span class=\"timestamp\">May 17, 2020 5:31:00 PM</span>"
          + " Ann renamed the conversation to <b>Garden</b></p></div>\n"
          + html(
              "received",
              "A-3",
              "Ann",
              part(
                  "<div class=\"edited\"><table><tbody><tr><td></td><td>helo</td></tr></tbody>"
                      + "<tfoot><tr><td><span class=\"timestamp\">Edited 9 seconds later</span></td>"
                      + "<td>hello</td></tr></tfoot></table></div>"))
          + html("sent SMS", "A-4", "Me", part("<div class=\"attachment\"><img src=\"a\"></div>"))
          + html(
              "received",
              "A-5",
              "Ann",
              part("<div class=\"app\"><a href=\"https://e.org\">Roses</a></div>"))
          + html(
              "received",
              "A-6",
              "Ann",
              part("<span class=\"unsent\">They unsent this message part!</span>"))
          + html("received", "A-7", "", bubble("who"))
          + "</body></html>";

  @Test
  void readsAPage() {
    var chat = read(Format.IMESSAGE_HTML, PAGE);

    assertThat(Exports.sniff(PAGE)).contains(Format.IMESSAGE_HTML);
    assertThat(chat.texts()).containsExactly("one <b>\ntwo", "a reply", "", "hello", "", "", "");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.MEDIA,
            MessageKind.DELETION);
    assertThat(chat.authors().subList(0, 4)).containsExactly("me", "Ann", null, "Ann");
    assertThat(chat.messages().get(1).nativeId()).isEqualTo("A-2");
    assertThat(chat.times().get(0)).isEqualTo(Instant.parse("2020-05-17T17:29:42Z"));
    assertThat(chat.reasons()).containsExactly(RejectReason.NO_AUTHOR);
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void aCutPageKeepsWhatCameBefore() {
    int second = PAGE.lastIndexOf("A-2");
    for (int cut = second; cut < PAGE.indexOf("A-3"); cut++) {
      var part = read(Format.IMESSAGE_HTML, PAGE.substring(0, cut));

      assertThat(part.texts()).startsWith("one <b>\ntwo");
      assertThat(part.reasons()).containsExactly(RejectReason.TRUNCATED);
    }
  }
}
