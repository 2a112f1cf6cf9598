package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlackJsonReaderTest {
  private static final String DAY =
      """
      [
       {"type":"message","user":"U01","ts":"1614550400.000100","thread_ts":"1614550400.000100",
        "text":"hey <@U02|bob>, see <https://e.org|docs> &amp; <#C3|random> <!here> &lt;3",
        "edited":{"user":"U01","ts":"1614550460.5"},
        "user_profile":{"display_name":"","real_name":"Ann B"},"reply_count":1},
       {"type":"message","user":"U02","ts":"1614550401.000200","thread_ts":"1614550400.000100",
        "text":"Bob left the channel, I think","user_profile":{"display_name":"Ann B"}},
       {"type":"message","subtype":"channel_join","user":"U03","ts":"1614550402.000000",
        "text":"<@U03> has joined the channel"},
       {"type":"message","subtype":"bot_message","bot_id":"B1","ts":"1614550403.000000",
        "text":"beep"},
       {"type":"message","user":"U02","ts":"1614550404.000000","text":"",
        "files":[{"name":"a.png","mode":"hosted"}]},
       {"type":"message","subtype":"tombstone","user":"USLACKBOT","ts":"1614550405.000000",
        "text":"This message was deleted."},
       {"type":"message","user":"U02","text":"no time"},
       {"type":"message","user":"U02","ts":"soon","text":"bad time"},
       {"type":"message","subtype":"file_share","upload":true,"user":"U02","ts":"1614550406.000000",
        "text":"<@U02> uploaded a file: <https://e.org/x|x.png> and commented: look"}
      ]
      """;

  @TempDir private Path folder;

  @Test
  void anEditOfItsOwnIsTheSameMessageLater() {
    var day =
        read(
            Format.SLACK_JSON,
            """
            [{"type":"message","user":"U01","ts":"1614550400.000100","text":"hte rose"},
             {"type":"message","subtype":"message_changed","hidden":true,"ts":"1614550460.000200",
              "message":{"type":"message","user":"U01","ts":"1614550400.000100","text":"the rose",
                         "edited":{"user":"U01","ts":"1614550460.000000"}}},
             {"type":"message","subtype":"message_changed","ts":"1614550461.000200"}]
            """);

    assertThat(day.texts()).containsExactly("hte rose", "the rose", "");
    assertThat(day.messages().get(1).nativeId()).isEqualTo(day.messages().get(0).nativeId());
    assertThat(day.times().get(1)).isEqualTo(day.times().get(0));
    assertThat(day.messages().get(1).editedAt()).isEqualTo(Instant.parse("2021-02-28T22:14:20Z"));
    assertThat(day.kinds()).containsExactly(MessageKind.TEXT, MessageKind.TEXT, MessageKind.SYSTEM);
  }

  @Test
  void readsADay() {
    var day = read(Format.SLACK_JSON, DAY);

    assertThat(Exports.sniff(DAY)).contains(Format.SLACK_JSON);
    assertThat(day.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM,
            MessageKind.SYSTEM,
            MessageKind.MEDIA,
            MessageKind.DELETION,
            MessageKind.MEDIA);
    ParsedMessage first = day.messages().get(0);
    assertThat(first.text()).isEqualTo("hey @bob, see docs & #random @here <3");
    assertThat(first.sentAt()).isEqualTo("2021-02-28T22:13:20.000100Z");
    assertThat(first.editedAt()).isEqualTo("2021-02-28T22:14:20.500Z");
    assertThat(first.replyTo()).isNull();
    assertThat(day.messages().get(1).replyTo()).isEqualTo(first.nativeId());
    assertThat(day.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void twoPeopleOfOneNameStayTwo() {
    var day = read(Format.SLACK_JSON, DAY);

    assertThat(day.messages().subList(0, 2))
        .extracting(ParsedMessage::authorName)
        .containsExactly("Ann B", "Ann B");
    assertThat(day.authors().subList(0, 2)).containsExactly("U01", "U02");
  }

  @Test
  void theFolderIsTheConversationAlsoInAZip() throws IOException {
    Path zip = folder.resolve("export.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("team/general/2024-05-01.json"));
      out.write(DAY.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    Path day = Files.createDirectory(folder.resolve("random")).resolve("2024-05-01.json");
    Files.writeString(day, DAY);

    assertThat(conversations(zip)).containsOnly("general");
    assertThat(conversations(day)).containsOnly("random");
  }

  @Test
  void aCutDayKeepsWhatCameBefore() {
    var cut = read(Format.SLACK_JSON, DAY.substring(0, DAY.indexOf("beep")));

    assertThat(cut.messages()).hasSize(3);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }

  @Test
  void countsExportsOfOtherProjects() throws IOException {
    var joins =
        SharedExports.read(
            Format.SLACK_JSON, "slack__hfaran-slack-export-viewer__enrique_2016-01-14.json");
    assertThat(joins.kinds()).filteredOn(MessageKind.SYSTEM::equals).hasSize(4);
    assertThat(joins.kinds()).filteredOn(MessageKind.TEXT::equals).hasSize(2);
    var thread = SharedExports.read(Format.SLACK_JSON, "slack__zulip-zulip__normal_thread.json");
    assertThat(thread.authors()).filteredOn("U061A5N1G"::equals).hasSize(2);
    assertThat(thread.kinds()).hasSize(4).containsOnly(MessageKind.TEXT);
  }

  @Test
  void readsTheNamesOfMembersAndOfThoseWhoLeft() {
    String users =
        """
        [
         {"id":"U01","team_id":"T1","name":"ann","deleted":false,"real_name":"Ann B",
          "profile":{"display_name":"","real_name":"Ann B"},"is_bot":false},
         {"id":"U02","team_id":"T1","name":"bob","deleted":true,"profile":{}},
         {"id":"W03","team_id":"T1","name":"cy","profile":{"display_name":"Cy","real_name":"C"}},
         {"team_id":"T1","name":"nobody","profile":{}}
        ]
        """;

    assertThat(Exports.sniff(users)).contains(Format.SLACK_USERS);
    assertThat(Exports.rawEvents(Format.SLACK_USERS, users))
        .containsExactly(
            new Profile(1, "U01", "Ann B"),
            new Profile(2, "U02", "bob"),
            new Profile(3, "W03", "Cy"),
            new Reject(4, RejectReason.MISSING_FIELD, "no field 'id'"));
  }

  private static List<String> conversations(Path path) throws IOException {
    return Exports.read(path).messages().stream().map(ParsedMessage::conversation).toList();
  }
}
