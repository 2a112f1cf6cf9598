package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class GenericReadersTest {
  private static final String LINES =
      """
      {"conversation":"c1","sent_at":"2021-03-14T12:06:00Z","author":"a/b=c","text":"one"}
      {"conversation":"c1","sent_at":1615723560,"author":"007","text":"two","id":"m2"}

      not json
      {"conversation":"c1","sent_at":"soon","author":"007","text":"three"}
      {"conversation":"c1","sent_at":"1601-01-01T00:00:00Z","author":"007","text":"four"}
      {"conversation":"c1","sent_at":"2021-03-14T12:07:00Z","author":null,"text":"five"}
      {"conversation":"c1","sent_at":"2021-03-14T12:07:00Z","author":"007"}
      """;

  @Test
  void readsJsonLinesAndRejectsBadOnesWithTheirPlace() {
    var chat = read(Format.JSONL, LINES);

    assertThat(Exports.sniff(LINES)).contains(Format.JSONL);
    assertThat(chat.texts()).containsExactly("one", "two", "five");
    assertThat(chat.authors()).containsExactly("a/b=c", "007", null);
    assertThat(chat.times().get(1)).isEqualTo(Instant.parse("2021-03-14T12:06:00Z"));
    assertThat(chat.rejects().stream().map(r -> r.position() + " " + r.reason()))
        .containsExactly("4 SYNTAX", "5 TIMESTAMP", "6 TS_RANGE", "8 MISSING_FIELD");
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void aCutLastLineMakesTheFilePartial() {
    var chat = read(Format.JSONL, LINES.substring(0, 100));

    assertThat(chat.texts()).containsExactly("one");
    assertThat(chat.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(chat.status()).isEqualTo("PARTIAL");
  }

  @Test
  void readsCsvWithQuotesLineBreaksAndRaggedRows() {
    String csv =
        """
        conversation;sent_at;author;text
        c1;2021-03-14 12:06:00;Ann;"hi; ""you""
        there"
        c1;2021-03-14 12:07:00;Ben
        c1;2021-03-14T12:08:00+01:00;Ben;<|endoftext|>
        """;
    var chat = read(Format.CSV, "\uFEFF" + csv);

    assertThat(Exports.sniff(csv)).contains(Format.CSV);
    assertThat(chat.texts()).containsExactly("hi; \"you\"\nthere", "<|endoftext|>");
    assertThat(chat.times().get(1)).isEqualTo(Instant.parse("2021-03-14T11:08:00Z"));
    assertThat(chat.rejects().stream().map(r -> r.position() + " " + r.reason()))
        .containsExactly("4 SYNTAX");
  }

  @Test
  void anEmptyTextIsASystemRecord() {
    var chat = read(Format.CSV, "conversation,sent_at,author,text\nc,2021-01-01T00:00:00Z,A,\n");

    assertThat(chat.kinds()).containsExactly(MessageKind.SYSTEM);
  }

  @Test
  void invalidUtf8IsReplacedAndNoted() {
    byte[] bytes = LINES.getBytes(StandardCharsets.UTF_8);
    bytes[LINES.indexOf("one")] = (byte) 0xFF;
    var chat = read(Format.JSONL, bytes, Exports.CONFIG);

    assertThat(chat.texts().get(0)).isEqualTo("\uFFFDne");
    assertThat(chat.status()).isEqualTo("OK TEXT_REPAIRED");
  }

  @Test
  void utf16IsReadByItsByteOrderMark() {
    byte[] bytes = ("\uFEFF" + LINES).getBytes(StandardCharsets.UTF_16LE);

    assertThat(read(Format.JSONL, bytes, Exports.CONFIG).texts()).hasSize(3);
  }

  @Test
  void otherTextsAreNoExports() {
    assertThat(Exports.sniff("final class A {\n  int b = 1; // 10:30\n}\n")).isEmpty();
    assertThat(Exports.sniff("{\"participants\":[],\"messages\":[]}")).isEmpty();
    assertThat(Exports.sniff("a,b\n1,2\n")).isEmpty();
    assertThat(Exports.sniff("")).isEmpty();
  }
}
