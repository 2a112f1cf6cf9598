package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class JsonReadersTest {
  private static final String DISCORD =
      """
      {"guild":{"id":"1","name":"G"},"channel":{"id":"77","type":"GuildTextChat","name":"c"},
       "messages":[
        {"id":"1234567890123456789","type":"Default","timestamp":"2021-03-14T12:06:00.123+07:00",
         "content":"hi","author":{"id":"42","name":"ann","nickname":"Ann B","isBot":false}},
        {"id":"2","type":"Reply","timestamp":"2021-03-14T12:07:00+00:00","timestampEdited":
         "2021-03-14T12:08:00+00:00","content":"yo","author":{"id":"43","name":"ben"},
         "reference":{"messageId":"1234567890123456789","channelId":"77"}},
        {"id":"3","type":"Default","timestamp":"2021-03-14T12:09:00+00:00","content":"",
         "author":{"id":"43","name":"ben"},"attachments":[{"id":"9"}]},
        {"id":"4","type":"GuildMemberJoin","timestamp":"2021-03-14T12:10:00+00:00",
         "content":"Joined the server.","author":{"id":"44","name":"cy"}},
        {"id":"5","type":"Default","timestamp":"2021-03-14T12:11:00+00:00","content":"beep",
         "author":{"id":"45","name":"bot","isBot":true}},
        {"id":"6","type":"Call","timestamp":"2021-03-14T12:12:00+00:00","content":"Started a call",
         "author":{"id":"43","name":"ben"}},
        {"id":"7","type":"Default","content":"no time","author":{"id":"43","name":"ben"}}
       ],"messageCount":7}
      """;
  private static final String TELEGRAM =
      """
      {"name":"Ben","type":"personal_chat","id":9,"messages":[
       {"id":7,"type":"message","date":"2021-03-14T10:00:00","date_unixtime":"1615716000",
        "from":"Ann","from_id":"user42","edited_unixtime":"1615716060","reply_to_message_id":5,
        "text":["see ",{"type":"link","text":"https://e.org"},"!\\x0C"]},
       {"id":8,"type":"service","date":"2021-03-14T10:01:00","actor":"Ben","actor_id":"user7",
        "action":"pin_message","text":""},
       {"id":9,"type":"service","date":"2021-03-14T10:02:00","actor":"Ben","actor_id":"user7",
        "action":"phone_call","duration_seconds":5,"text":""},
       {"id":10,"type":"message","date":"2021-03-14T10:03:00","from":null,"from_id":"user8",
        "text":"","photo":"p.jpg"},
       {"id":11,"type":"message","date":"2021-03-14T10:04:00","from":"Ann","from_id":"user42",
        "forwarded_from":"Cy","text":"not mine"},
       {"id":12,"type":"message","date":"2021-03-14T10:05:00","from":"Ann","from_id":"user42",
        "text":"a \\\\x41 stays"}]}
      """;

  @Test
  void readsDiscordChatExporter() {
    var chat = read(Format.DISCORD_JSON, DISCORD);

    assertThat(Exports.sniff(DISCORD)).contains(Format.DISCORD_JSON);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.SYSTEM,
            MessageKind.SYSTEM,
            MessageKind.CALL);
    assertThat(chat.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "77",
                "1234567890123456789",
                "42",
                "Ann B",
                Instant.parse("2021-03-14T05:06:00.123Z"),
                MessageKind.TEXT,
                "hi",
                null,
                null));
    assertThat(chat.messages().get(1).replyTo()).isEqualTo("1234567890123456789");
    assertThat(chat.messages().get(1).editedAt()).isEqualTo("2021-03-14T12:08:00Z");
    assertThat(chat.rejects())
        .containsExactly(new Reject(7, RejectReason.MISSING_FIELD, "no field 'timestamp'"));
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void readsOneTelegramChat() {
    var chat = read(Format.TELEGRAM_JSON, TELEGRAM);

    assertThat(Exports.sniff(TELEGRAM)).contains(Format.TELEGRAM_JSON);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.SYSTEM,
            MessageKind.CALL,
            MessageKind.MEDIA,
            MessageKind.MEDIA,
            MessageKind.TEXT);
    assertThat(chat.texts().get(0)).isEqualTo("see https://e.org!");
    assertThat(chat.texts().get(5)).isEqualTo("a \\x41 stays");
    assertThat(chat.authors().get(3)).isEqualTo("user8");
    assertThat(chat.messages().get(0).replyTo()).isEqualTo("5");
    assertThat(chat.messages().get(0).conversation()).isEqualTo("9");
    assertThat(chat.status()).isEqualTo("OK TEXT_REPAIRED");
  }

  @Test
  void readsAWholeTelegramAccount() {
    String account =
        "{\"about\":\"x\",\"personal_information\":{\"user_id\":1,\"name\":\"nobody\"},"
            + "\"chats\":{\"about\":\"y\",\"list\":["
            + TELEGRAM
            + ",{\"type\":\"saved_messages\",\"id\":10,\"messages\":[{\"id\":1,\"type\":\"message\","
            + "\"date\":\"2021-03-14T10:00:00\",\"from\":\"Ann\",\"from_id\":\"user42\","
            + "\"text\":\"note\"}]}]}}";
    var chat = read(Format.TELEGRAM_JSON, account);

    assertThat(Exports.sniff(account)).contains(Format.TELEGRAM_JSON);
    assertThat(chat.messages()).hasSize(7);
    assertThat(chat.messages().get(6).conversation()).isEqualTo("10");
    assertThat(chat.rejects()).isEmpty();
  }

  @Test
  void aFileCutAnywhereKeepsItsWholeMessages() {
    for (String whole : new String[] {DISCORD, TELEGRAM}) {
      Format format = Exports.sniff(whole).orElseThrow();
      int complete = Exports.rawEvents(format, whole).size();
      int kept = 0;
      for (int end = 1; end < whole.strip().length(); end++) {
        var cut = read(format, whole.substring(0, end));
        int messages = cut.messages().size() + cut.rejects().size() - 1;
        assertThat(cut.status()).contains(kept > 0 ? "PARTIAL" : "");
        assertThat(cut.reasons()).contains(RejectReason.TRUNCATED);
        assertThat(messages).isBetween(kept, complete);
        kept = messages;
      }
      assertThat(kept).isEqualTo(complete);
    }
  }

  @Test
  void brokenJsonTellsWhere() {
    var chat = read(Format.DISCORD_JSON, DISCORD.replace("\"content\":\"yo\"", "\"content\":yo"));

    assertThat(chat.messages())
        .extracting(ParsedMessage::position)
        .containsExactly(1L, 3L, 4L, 5L, 6L);
    assertThat(chat.rejects())
        .containsExactly(
            new Reject(2, RejectReason.SYNTAX, "this is not JSON at line 6, column 44"),
            new Reject(7, RejectReason.MISSING_FIELD, "no field 'timestamp'"));
    assertThat(chat.status()).isEqualTo("PARTIAL");
  }

  @Test
  void aQuoteTooManyCostsOneMessage() {
    String pretty =
        DISCORD.replace("\"hi\"", "\"h\"i\"").replace("\"content\":\"beep\"", "\"content\":\"beep");
    var chat = read(Format.DISCORD_JSON, pretty);

    assertThat(chat.messages()).extracting(ParsedMessage::position).containsExactly(2L, 3L, 4L, 6L);
    assertThat(chat.messages()).allMatch(message -> "77".equals(message.conversation()));
    assertThat(chat.rejects())
        .extracting(Reject::position, Reject::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, RejectReason.SYNTAX),
            org.assertj.core.groups.Tuple.tuple(5L, RejectReason.SYNTAX),
            org.assertj.core.groups.Tuple.tuple(7L, RejectReason.MISSING_FIELD));
  }

  @Test
  void aBrokenChatOfAnAccountCostsOneMessage() {
    String account =
        "{\"chats\":{\"list\":[" + TELEGRAM.replace("\"photo\":", "photo") + "," + TELEGRAM + "]}}";
    var chat = read(Format.TELEGRAM_JSON, account);

    assertThat(chat.messages()).hasSize(11).allMatch(m -> "9".equals(m.conversation()));
    assertThat(chat.rejects()).extracting(Reject::position).containsExactly(4L);
  }

  @Test
  void loneSurrogatesAndControlsAreRepaired() {
    var chat =
        read(
            Format.DISCORD_JSON,
            DISCORD.replace("\"content\":\"hi\"", "\"content\":\"a\\ud83d\\u0000b\\u001b\""));

    assertThat(chat.texts().get(0)).isEqualTo("a\uFFFDb");
    assertThat(chat.status()).isEqualTo("OK TEXT_REPAIRED");
  }
}
