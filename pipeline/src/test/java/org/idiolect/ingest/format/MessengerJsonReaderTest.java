package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;

final class MessengerJsonReaderTest {
  private static final String THREAD =
      """
      {"participants":[{"name":"Zo\\u00c3\\u00ab"},{"name":"Bob"}],"messages":[
       {"sender_name":"Zo\\u00c3\\u00ab","timestamp_ms":1600000000123,"type":"Generic",
        "content":"caf\\u00c3\\u00a9 \\u00f0\\u009f\\u0098\\u0089",
        "reactions":[{"reaction":"\\u00e2\\u009d\\u00a4","actor":"Bob"}]},
       {"sender_name":"Bob","timestamp_ms":1599999999000,"content":"I left it, Bob left the group"},
       {"sender_name":"Bob","timestamp_ms":1599999998000,"content":"Bob left the group."},
       {"sender_name":"Bob","timestamp_ms":1599999997000,
        "content":"Reacted \\u00e2\\u009d\\u00a4 to your message "},
       {"sender_name":"Bob","timestamp_ms":1599999996000,"photos":[{"uri":"p.jpg"}]},
       {"sender_name":"Bob","timestamp_ms":1599999995000,"content":"x","is_unsent":true},
       {"sender_name":"Bob","timestamp_ms":1599999994000,"type":"Call","call_duration":9},
       {"sender_name":"Bob","timestamp_ms":1599999993000,"content":"Bob sent an attachment."},
       {"sender_name":"Bob","content":"no time"}],
       "title":"Bob","thread_path":"inbox/bob_abc"}
      """;

  @Test
  void readsAThread() {
    var thread = read(Format.MESSENGER_JSON, THREAD);

    assertThat(Exports.sniff(THREAD)).contains(Format.MESSENGER_JSON);
    assertThat(thread.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM,
            MessageKind.REACTION,
            MessageKind.MEDIA,
            MessageKind.DELETION,
            MessageKind.CALL,
            MessageKind.MEDIA);
    assertThat(thread.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "bob_abc",
                null,
                "Zoë",
                "Zoë",
                Instant.parse("2020-09-13T12:26:40.123Z"),
                MessageKind.TEXT,
                "café 😉",
                null,
                null));
    assertThat(thread.rejects())
        .containsExactly(new Reject(9, RejectReason.MISSING_FIELD, "no field 'timestamp_ms'"));
  }

  @Test
  void leavesTextAloneThatIsRightAlready() {
    for (String right : new String[] {"café", "naïve Ã", "😉", "plain", "Zoë", "Ã©t"}) {
      String bytes =
          new String(right.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      assertThat(Mojibake.repair(bytes)).isEqualTo(right);
    }
    assertThat(Mojibake.repair("café")).isEqualTo("café");
    assertThat(Mojibake.repair("Zoë 😉")).isEqualTo("Zoë 😉");
    assertThat(Mojibake.repair("caf\u00c3")).isEqualTo("caf\u00c3");
  }

  @Test
  void readsSecureStorage() {
    String thread =
        """
        {"participants":["Ann","Bob"],"threadName":"Bob","messages":[
         {"senderName":"Ann","text":"h\u00f6r mal","timestamp":1600000000000,"type":"text",
          "isUnsent":false,"media":[],"reactions":[]},
         {"senderName":"Bob","text":"oops","timestamp":1600000001000,"type":"text",
          "isUnsent":true,"media":[]},
         {"senderName":"Bob","text":"","timestamp":1600000002000,"type":"media",
          "isUnsent":false,"media":[{"uri":"p.jpg"}]}]}
        """;
    var read = read(Format.MESSENGER_JSON, thread);

    assertThat(Exports.sniff(thread)).contains(Format.MESSENGER_JSON);
    assertThat(read.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.DELETION, MessageKind.MEDIA);
    assertThat(read.texts()).containsExactly("hör mal", "", "");
    assertThat(read.messages()).allMatch(message -> "Bob".equals(message.conversation()));
  }

  @Test
  void countsExportsOfOtherProjects() throws IOException {
    String prefix = "messenger__kenn-io-msgvault__";
    assertThat(shared(prefix + "json_simple_inbox_alice_message_1.json").texts())
        .containsExactly("See you soon", "café time?", "Hello");
    assertThat(shared(prefix + "json_group_crew_message_1.json").authors())
        .doesNotHaveDuplicates()
        .hasSize(3);
    assertThat(shared(prefix + "json_nontext_sam_message_1.json").kinds())
        .hasSize(6)
        .doesNotContain(MessageKind.TEXT);
    assertThat(shared(prefix + "e2ee_alice_1.json").kinds())
        .hasSize(4)
        .filteredOn(MessageKind.DELETION::equals)
        .hasSize(1);
    assertThat(shared(prefix + "json_with_media_bob_message_1.json").kinds())
        .containsExactly(MessageKind.TEXT);
    assertThat(shared(prefix + "json_simple_archived_zoe_message_1.json").kinds()).hasSize(1);
    assertThat(shared(prefix + "corrupt_goodsibling_message_1.json").kinds()).hasSize(1);
    assertThat(shared("instagram__joweich-chat-miner__test_export.json").kinds()).hasSize(2);
  }

  private static Exports.Read shared(String name) throws IOException {
    return SharedExports.read(Format.MESSENGER_JSON, name);
  }
}
