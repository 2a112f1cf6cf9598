package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class SkypeJsonReaderTest {
  private static final String EXPORT =
      """
      {"userId":"8:live:ann","exportDate":"2021-01-02T10:00","conversations":[
      {"id":"8:bob","displayName":"Bob","version":1,"MessageList":[
       {"id":"5","displayName":null,"originalarrivaltime":"2020-09-13T12:26:44.5Z",
        "messagetype":"RichText","content":"<quote author=\\"bob\\" messageid=\\"2\\"><legacyquote>[1] Bob: </legacyquote>old words<legacyquote>&lt;&lt;&lt; </legacyquote></quote>it&apos;s <ss type=\\"smile\\">:)</ss> <b raw_pre=\\"*\\" raw_post=\\"*\\">so</b> &lt;3<e_m a=\\"live:ann\\" ts_ms=\\"1600000009000\\"></e_m>",
        "conversationid":"8:bob","from":"8:live:ann"},
       {"id":"4","displayName":"Bob","originalarrivaltime":"2020-09-13T12:26:43Z",
        "messagetype":"RichText/UriObject","content":"<URIObject/>","from":"8:bob"},
       {"id":"3","displayName":"Bob","originalarrivaltime":"2020-09-13T12:26:42Z",
        "messagetype":"RichText","content":"","from":"8:bob"},
       {"id":"2","displayName":"Bob","originalarrivaltime":"2020-09-13T12:26:41Z",
        "messagetype":"Text","content":"a <b> &amp; c","from":"8:bob"}]},
      {"id":"19:x@thread.skype","displayName":null,"threadProperties":{"topic":"soup"},"MessageList":[
       {"id":"9","originalarrivaltime":"2020-09-13T12:26:49Z","messagetype":"Event/Call",
        "content":"<partlist/>","from":"8:bob"},
       {"id":"8","originalarrivaltime":"2020-09-13T12:26:48Z",
        "messagetype":"ThreadActivity/AddMember","content":"<addmember/>","from":"19:x"},
       {"id":"7","messagetype":"RichText","content":"no time","from":"8:bob"},
       {"id":"6","originalarrivaltime":"soon","content":"bad time","from":"8:bob"}]}]}
      """;

  @Test
  void readsConversations() {
    var export = read(Format.SKYPE_JSON, EXPORT);

    assertThat(Exports.sniff(EXPORT)).contains(Format.SKYPE_JSON);
    assertThat(export.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "8:bob",
                "5",
                "8:live:ann",
                "me",
                Instant.parse("2020-09-13T12:26:44.5Z"),
                MessageKind.TEXT,
                "it's :) *so* <3",
                "2",
                Instant.parse("2020-09-13T12:26:49Z")));
    assertThat(export.kinds().subList(1, 6))
        .containsExactly(
            MessageKind.MEDIA,
            MessageKind.DELETION,
            MessageKind.TEXT,
            MessageKind.CALL,
            MessageKind.SYSTEM);
    assertThat(export.texts().get(3)).isEqualTo("a <b> &amp; c"); // plain text is no markup
    assertThat(export.messages().get(4).conversation()).isEqualTo("19:x@thread.skype");
    assertThat(export.reasons())
        .containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void keepsLinesAndUnescapesTwice() {
    assertThat(SkypeText.of("a\n  b &amp;quot;c&amp;quot; <a href=\"x\">d</a>").text())
        .isEqualTo("a\n  b \"c\" d");
    assertThat(SkypeText.of("1 < 2").text()).isEqualTo("1 < 2");
  }

  @Test
  void aCutExportKeepsWhatCameBefore() {
    var cut = read(Format.SKYPE_JSON, EXPORT.substring(0, EXPORT.indexOf("a <b>")));

    assertThat(cut.messages()).hasSize(3);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }
}
