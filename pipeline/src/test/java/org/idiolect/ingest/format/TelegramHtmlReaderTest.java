package org.idiolect.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class TelegramHtmlReaderTest {
  private static final String OPENING =
      """
      <!DOCTYPE html>
      <html>

       <head>
        <meta charset="utf-8"/>
      <title>Exported Data</title>
       </head>

       <body onload="CheckLocation();">
        <div class="page_wrap">
         <div class="page_header">
          <div class="content">
           <div class="text bold">
      Garden club\s
           </div>
          </div>
         </div>
         <div class="page_body chat_page">
          <div class="history">
      """;
  private static final String CLOSING = "    </div>\n   </div>\n  </div>\n </body>\n</html>\n";

  private static String message(int id, String time, String name, String inner) {
    return """
             <div class="message default clearfix%s" id="message%d">
              <div class="body">
               <div class="pull_right date details" title="01.05.2020 %s">
        10:00
               </div>
        %s
        %s
              </div>
             </div>
        """
        .formatted(
            name == null ? " joined" : "",
            id,
            time,
            name == null ? "" : "       <div class=\"from_name\">\n" + name + " \n       </div>",
            inner);
  }

  private static String service(int id, String words) {
    return """
             <div class="message service" id="message%d">
              <div class="body details">
        %s
              </div>
             </div>
        """
        .formatted(id, words);
  }

  private static String text(String html) {
    return "       <div class=\"text\">\n" + html + "\n       </div>";
  }

  private static final String MEDIA =
      """
      <div class="media_wrap clearfix">
       <a class="media clearfix pull_left block_link media_photo" href="a.jpg">
        <div class="body"><div class="title bold">Photo</div></div>
       </a>
      </div>
      """;

  private static final String CHAT =
      OPENING
          + service(-1, "1 May 2020")
          + service(3, "Ann created group &laquo;Garden club&raquo;")
          + message(
              4, "10:00:00 UTC+02:00", "Ann", text("see  <strong>you</strong><br><br>a &lt;b"))
          + message(
              5,
              "10:00:30 UTC+02:00",
              null,
              "<div class=\"reply_to details\">\nIn reply to <a href=\"messages.html#go_to_message2\">"
                  + "this message</a>\n</div>"
                  + text("ok 😀"))
          + message(6, "10:01:00 UTC+02:00", "Bob", MEDIA)
          + message(7, "10:01:10 UTC+02:00", null, MEDIA + text("roses"))
          + message(
              8,
              "10:02:00 UTC+02:00",
              "Bob",
              "<div class=\"forwarded body\"><div class=\"from_name\">\nCy <span class=\"date"
                  + " details\" title=\"01.01.2020 10:00:00\"> 01.01.2020</span></div>"
                  + text("not mine")
                  + "</div>")
          + message(9, "10:03:00 UTC+02:00", "Bob via @gif", text("made"))
          + message(
              10,
              "10:04:00 UTC+02:00",
              "Bob",
              "<div class=\"media_wrap clearfix\"><div class=\"media clearfix pull_left media_call\">"
                  + "</div></div>")
          + message(11, "10:05:00", "Deleted Account", text("no zone"))
          + message(12, "25:05:00", "Ann", text("no time"))
          + CLOSING;

  @Test
  void readsAChat() {
    var chat = read(Format.TELEGRAM_HTML, CHAT);

    assertThat(Exports.sniff(CHAT)).contains(Format.TELEGRAM_HTML);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.SYSTEM,
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.MEDIA,
            MessageKind.CALL,
            MessageKind.TEXT);
    assertThat(chat.authors())
        .containsExactly(null, "Ann", "Ann", "Bob", "Bob", "Bob", "Bob", "Bob", "Deleted Account");
    assertThat(chat.texts())
        .containsExactly(
            "", "see  you\n\na <b", "ok 😀", "", "roses", "not mine", "made", "", "no zone");
    assertThat(chat.times().get(0)).isEqualTo(Instant.parse("2020-05-01T00:00:00Z"));
    assertThat(chat.times().get(1)).isEqualTo(Instant.parse("2020-05-01T08:00:00Z"));
    assertThat(chat.times().get(8)).isEqualTo(Instant.parse("2020-05-01T10:05:00Z"));
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void keepsIdsAndReplies() {
    ParsedMessage reply = read(Format.TELEGRAM_HTML, CHAT).messages().get(2);

    assertThat(reply.conversation()).isEqualTo("Garden club");
    assertThat(reply.nativeId()).isEqualTo("5");
    assertThat(reply.replyTo()).isEqualTo("2");
  }

  @Test
  void aJoinedMessageWithoutTheOneBeforeItHasNoAuthor() {
    var chat =
        read(
            Format.TELEGRAM_HTML,
            OPENING + message(5, "10:00:30 UTC+02:00", null, text("who")) + CLOSING);

    assertThat(chat.messages()).isEmpty();
    assertThat(chat.reasons()).containsExactly(RejectReason.NO_AUTHOR);
  }

  @Test
  void aCutPageKeepsTheWholeMessagesBeforeTheCut() {
    int start = CHAT.indexOf("<div class=\"message default clearfix\" id=\"message4\">");
    int end = CHAT.indexOf("<div class=\"message default clearfix\" id=\"message6\">");
    for (int cut = start; cut < end; cut++) {
      var part = read(Format.TELEGRAM_HTML, CHAT.substring(0, cut));

      assertThat(part.reasons()).containsExactly(RejectReason.TRUNCATED);
      assertThat(part.status()).isEqualTo("PARTIAL");
      assertThat(part.texts().subList(1, part.texts().size()))
          .isSubsetOf("see  you\n\na <b", "ok 😀");
    }
    assertThat(read(Format.TELEGRAM_HTML, CHAT.substring(0, end)).messages()).hasSize(3);
  }

  @Test
  void aPageThatNeverClosesAMessageIsRefused() {
    String endless = OPENING + message(4, "10:00:00", "Ann", text("x".repeat(1 << 25)));

    assertThat(read(Format.TELEGRAM_HTML, endless).reasons())
        .containsExactly(RejectReason.LINE_TOO_LONG);
  }

  @Test
  void aDayThatDoesNotExistIsNoTime() {
    String page = OPENING + message(4, "10:00:00", "Ann", text("hi")) + CLOSING;

    var chat = read(Format.TELEGRAM_HTML, page.replace("01.05.2020", "31.02.2020"));

    assertThat(chat.messages()).isEmpty();
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void aPageOfAnyLengthIsReadInConstantMemory() throws IOException {
    int count = 12_000;
    byte[] body = message(4, "10:00:00", "Ann", text("x".repeat(4_000))).getBytes(UTF_8);
    Stream<byte[]> parts =
        Stream.of(
                Stream.of(OPENING.getBytes(UTF_8)),
                Stream.generate(() -> body).limit(count),
                Stream.of(CLOSING.getBytes(UTF_8)))
            .flatMap(part -> part);
    long before = usedBytes();
    long most = 0;
    long read = 0;

    try (ExportReader reader = Format.TELEGRAM_HTML.open(page(parts), FormatConfig.defaults())) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        read++;
        most = read % 3_000 == 0 ? Math.max(most, usedBytes() - before) : most;
      }
    }

    assertThat(read).isEqualTo(count);
    assertThat(most).isLessThan(12L << 20); // The page has 48 MB.
  }

  private static ExportInput page(Stream<byte[]> parts) {
    List<InputStream> opened =
        parts.map(part -> (InputStream) new ByteArrayInputStream(part)).toList();
    return new ExportInput(
        () -> new SequenceInputStream(Collections.enumeration(opened)),
        UTF_8,
        Exports.MODIFIED,
        replaced -> {},
        ExportPlace.NONE,
        null);
  }

  private static long usedBytes() {
    System.gc();
    Runtime machine = Runtime.getRuntime();
    return machine.totalMemory() - machine.freeMemory();
  }
}
