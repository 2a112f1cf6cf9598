package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiscordExportsTest {
  private static final String CSV =
      """
      AuthorID,Author,Date,Content,Attachments,Reactions
      "42","ann","2020-05-31T23:08:37.1230000+07:00","two ""lines""
      and a comma, too","","\uD83D\uDC4D (2)"
      "7","bob","2020-05-31T23:09:00.0000000+07:00","","https://e.org/a.png",""
      "7","bob","2020-05-31T23:09:01.0000000+07:00","Joined the server.","",""
      "7","bob","2020-05-31T23:09:02.0000000+07:00","Started a call that lasted 3 minutes.","",""
      "7","bob","2020-05-31T23:09:03.0000000+07:00","I joined the server. Pinned a message.","",""
      "7","bob","2020-02-31T23:09:03.0000000+07:00","no such day","",""
      "7","bob","31.05.2020 23:09","an old exporter","",""
      "7","bob"
      """;

  private static final String PACKAGE =
      """
      [
        {"ID": 1097900000000000001, "Timestamp": "2020-05-31 16:08:37", "Contents": "mine", "Attachments": ""},
        {"ID": 1097900000000000002, "Timestamp": "2020-05-31 16:08:38", "Contents": "", "Attachments": "https://e.org/a"},
        {"ID": 1097900000000000003, "Timestamp": "2020-02-31 16:08:38", "Contents": "x", "Attachments": ""},
        {"ID": 1097900000000000004, "Contents": "x", "Attachments": ""}
      ]
      """;

  private static final String PACKAGE_CSV =
      """
      ID,Timestamp,Contents,Attachments
      1097900000000000001,2020-05-31 16:08:37.000000+00:00,mine,
      1097900000000000002,2020-05-31 16:08:38.000000+00:00,,https://e.org/a
      1097900000000000003,soon,x,
      """;

  /** 700000000000000000 is 2020-04-15T15:10:05.371Z. */
  private static final String HTML =
      "<!DOCTYPE html><html><head><style>.chatlog__message-group{}</style></head><body>"
          + "<div class=preamble><div class=preamble__entry>Garden</div></div>"
          + "<div class=chatlog><div class=chatlog__message-group>"
          + message(
              "700000000000000000",
              "<span class=chatlog__author title=ann#1 data-user-id=42>Ann B</span>"
                  + "<span class=chatlog__timestamp>15-Apr-20 15:10</span>",
              "two\nlines <img class=chatlog__emoji alt=\"\uD83D\uDC4D\"> &lt;3")
          + message("700000000000000001", "", "grouped")
          + "</div><div class=chatlog__message-group>"
          + message(
              "700000000000000002",
              "<span class=chatlog__reply-link"
                  + " onclick=\"scrollToMessage(event, '700000000000000000')\">two lines</span>"
                  + "<span class=chatlog__author title=bob data-user-id=7>bob</span>",
              "a reply")
          + "<div class=chatlog__message-container data-message-id=700000000000000003>"
          + "<span class=chatlog__system-notification-author data-user-id=7>bob</span>"
          + "<span class=chatlog__system-notification-content>pinned a message</span></div>"
          + message("x", "", "no time")
          + "</div></div></body></html>";

  private static final String RULE = "=".repeat(62) + "\n";
  private static final String PREAMBLE =
      RULE + "Guild: Server\nChannel: Green / garden\nTopic: roses\n\nand more\n" + RULE + "\n";
  private static final String TEXT =
      PREAMBLE
          + """
          [5/31/2020 11:08\u202fPM] ann#1234 (pinned)
          first line

          [31.12.19, 23:59:58] Eve: pasted
          [1/1/2020 1:01 AM] not after an empty line


          [6/1/2020 12:09 AM] bob


          {Attachments}
          https://e.org/a.png

          {Reactions}
          \uD83D\uDC4D (2)

          [6/2/2020 1:00 PM] bob
          liked by all

          {Reactions}
          \uD83D\uDC4D

          [6/2/2020 1:01 PM] bob
          Started a call that lasted 3 minutes.


          [6/2/2020 1:02 PM] bob
          Joined the server.


          [6/31/2020 1:02 PM] bob
          no such day


          """
          + RULE
          + "Exported 6 message(s)\n"
          + RULE;

  @TempDir private Path folder;

  private static String message(String id, String header, String text) {
    return "<div class=chatlog__message-container data-message-id="
        + id
        + "><div class=chatlog__message>"
        + header
        + "<div class=\"chatlog__content chatlog__markdown\"><span class=chatlog__markdown-preserve>"
        + text
        + "</span></div></div></div>";
  }

  @Test
  void readsDiscordChatExportersTable() throws IOException {
    Path part = folder.resolve("Server - garden [123456789] [part 2].csv");
    var chat = Exports.read(Files.writeString(part, CSV));

    assertThat(Exports.sniff(CSV)).contains(Format.DISCORD_CSV);
    assertThat(chat.texts())
        .containsExactly(
            "two \"lines\"\nand a comma, too",
            "",
            "",
            "",
            "I joined the server. Pinned a message.");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.SYSTEM,
            MessageKind.CALL,
            MessageKind.TEXT);
    assertThat(chat.authors()).startsWith("42", "7");
    assertThat(chat.messages().get(0).authorName()).isEqualTo("ann");
    assertThat(chat.times()).startsWith(Instant.parse("2020-05-31T16:08:37.123Z"));
    assertThat(chat.messages()).extracting(ParsedMessage::conversation).containsOnly("123456789");
    assertThat(chat.reasons())
        .containsExactly(RejectReason.TIMESTAMP, RejectReason.TIMESTAMP, RejectReason.SYNTAX);
  }

  @Test
  void readsDiscordChatExportersText() throws IOException {
    Path part = folder.resolve("Server - garden [123456789] [part 2].txt");
    var chat = Exports.read(Files.writeString(part, TEXT));

    assertThat(Exports.sniff(TEXT)).contains(Format.DISCORD_TEXT);
    assertThat(chat.texts())
        .containsExactly(
            "first line\n\n[31.12.19, 23:59:58] Eve: pasted\n"
                + "[1/1/2020 1:01 AM] not after an empty line",
            "",
            "liked by all",
            "",
            "");
    assertThat(chat.authors()).containsExactly("ann#1234", "bob", "bob", "bob", "bob");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.TEXT,
            MessageKind.CALL,
            MessageKind.SYSTEM);
    assertThat(chat.times())
        .startsWith(Instant.parse("2020-05-31T23:08:00Z"), Instant.parse("2020-06-01T00:09:00Z"));
    assertThat(chat.messages()).extracting(ParsedMessage::conversation).containsOnly("123456789");
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void theTextsDatesAreInTheNotationOfItsLanguage() {
    var german = read(Format.DISCORD_TEXT, PREAMBLE + "[13.05.2020 23:08] ann\nhi\n\n\n");
    var older = read(Format.DISCORD_TEXT, PREAMBLE + "[02-Mar-20 11:08 PM] ann\nhi\n\n\n");
    var korean = read(Format.DISCORD_TEXT, PREAMBLE + "[2020. 5. 13. PM 11:08] ann\nhi\n\n\n");

    assertThat(german.times()).containsExactly(Instant.parse("2020-05-13T23:08:00Z"));
    assertThat(older.times()).containsExactly(Instant.parse("2020-03-02T23:08:00Z"));
    assertThat(older.status()).isEqualTo("OK");
    assertThat(korean.messages()).isEmpty();
    assertThat(korean.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void theDataPackageIsTheOwners() throws IOException {
    Path channel = Files.createDirectories(folder.resolve("messages").resolve("c123456789"));
    var chat = Exports.read(Files.writeString(channel.resolve("messages.json"), PACKAGE));
    Path other = Files.createDirectories(folder.resolve("older").resolve("c123456789"));
    var older = Exports.read(Files.writeString(other.resolve("messages.csv"), PACKAGE_CSV));

    assertThat(chat.texts()).containsExactly("mine", "");
    assertThat(chat.kinds()).containsExactly(MessageKind.TEXT, MessageKind.MEDIA);
    assertThat(chat.authors()).containsOnly("me");
    assertThat(chat.messages().get(0).nativeId()).isEqualTo("1097900000000000001");
    assertThat(chat.messages().get(0).conversation()).isEqualTo("123456789");
    assertThat(chat.times()).startsWith(Instant.parse("2020-05-31T16:08:37Z"));
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP, RejectReason.MISSING_FIELD);
    assertThat(older.texts()).isEqualTo(chat.texts());
    assertThat(older.times()).isEqualTo(chat.times());
    assertThat(older.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void theOtherFilesOfTheDataPackageAreNoChats() {
    assertThat(Exports.sniff("{\"123456789\": \"garden\", \"2\": null}")).isEmpty();
    assertThat(
            Exports.sniff(
                "{\"id\": \"123456789\", \"type\": 0, \"name\": \"garden\","
                    + " \"guild\": {\"id\": \"1\", \"name\": \"Server\"}}"))
        .isEmpty();
  }

  @Test
  void readsDiscordChatExportersPages() {
    var chat = read(Format.DISCORD_HTML, HTML);

    assertThat(Exports.sniff(HTML)).contains(Format.DISCORD_HTML);
    assertThat(chat.texts())
        .containsExactly("two\nlines \uD83D\uDC4D <3", "grouped", "a reply", "");
    assertThat(chat.authors()).containsExactly("42", "42", "7", null);
    assertThat(chat.messages().get(0).authorName()).isEqualTo("Ann B");
    assertThat(chat.times()).startsWith(Instant.parse("2020-04-15T15:10:05.371Z"));
    assertThat(chat.messages().get(2).replyTo()).isEqualTo("700000000000000000");
    assertThat(chat.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.TEXT, MessageKind.TEXT, MessageKind.SYSTEM);
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void aCutPageKeepsWhatCameBefore() {
    var part = read(Format.DISCORD_HTML, HTML.substring(0, HTML.indexOf("a reply")));

    assertThat(part.texts()).startsWith("two\nlines \uD83D\uDC4D <3", "grouped");
    assertThat(part.reasons()).containsExactly(RejectReason.TRUNCATED);
  }
}
