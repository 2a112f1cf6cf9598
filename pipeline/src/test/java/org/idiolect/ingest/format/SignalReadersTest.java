package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class SignalReadersTest {
  private static final String LINES =
      """
      {"date":"2020-09-13T12:26:40","sender":"Ann B","body":"hi  ","quote":"","sticker":"","reactions":[["Bob","+1"]],"attachments":[]}
      {"date":"2020-09-13T12:26:41.500","sender":"Me","body":"first\\nsecond  ","quote":"\\n\\n> hi\\n\\n","sticker":"","reactions":[],"attachments":[]}
      {"date":"2020-09-13T12:26:42","sender":"Ann B","body":"Missed voice call  ","quote":"","sticker":"","reactions":[],"attachments":[]}
      {"date":"2020-09-13T12:26:43","sender":"Ann B","body":"Missed call me?  ","quote":"","sticker":"","reactions":[],"attachments":[]}
      {"date":"2020-09-13T12:26:44","sender":"Ann B","body":"  ","quote":"","sticker":"","reactions":[],"attachments":[{"name":"a.jpg","path":"media/a.jpg"}]}
      {"date":"2020-09-13T12:26:45","sender":"No-Sender","body":"  ","quote":"","sticker":"","reactions":[],"attachments":[]}
      {"date":"2020-09-13T12:26:46","sender":"Ann B","body":"","quote":"","sticker":"","reactions":[],"attachments":[],"deleted":true,"call":false}
      {"sender":"Ann B","body":"no time"}
      {"date":"soon","sender":"Ann B","body":"bad time"}
      """;

  private static final String ROWS =
      """
      [
      {"id":"m1","conversationId":"c1","type":"incoming","body":"hi","sent_at":1600000000001,
       "sourceServiceId":"aci-ann","source":"+15550001","received_at":1},
      {"id":"m2","conversationId":"c1","type":"outgoing","body":"yo","sent_at":1600000001000,
       "quote":{"id":1600000000001,"text":"hi"},"editMessageTimestamp":1600000002000},
      {"id":"m3","conversationId":"c1","type":"incoming","body":null,"sent_at":1600000003000,
       "source":"+15550001","attachments":[{"fileName":"a.jpg"}]},
      {"id":"m4","conversationId":"c1","type":"incoming","body":"","sent_at":1600000004000,
       "source":"+15550001","deletedForEveryone":true},
      {"id":"m5","conversationId":"c1","type":"call-history","timestamp":1600000005000},
      {"id":"m6","conversationId":"c1","type":"keychange","timestamp":1600000006000},
      {"id":"m7","conversationId":"c1","type":"incoming","body":"no time"},
      {"id":"m8","conversationId":"c1","type":"incoming","body":"x","sent_at":"soon"}
      ]
      """;

  @Test
  void readsLinesOfSignalExport() {
    var chat = read(Format.SIGNAL_EXPORT, LINES);

    assertThat(Exports.sniff(LINES)).contains(Format.SIGNAL_EXPORT);
    assertThat(chat.texts().subList(0, 2)).containsExactly("hi", "first\nsecond");
    assertThat(chat.authors()).startsWith("Ann B", "me").contains((String) null);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.CALL,
            MessageKind.TEXT, // typed, though it begins like a call
            MessageKind.MEDIA,
            MessageKind.SYSTEM, // a notice of the service has no text
            MessageKind.DELETION);
    assertThat(chat.times().get(1)).isEqualTo("2020-09-13T12:26:41.500Z");
    assertThat(chat.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void readsRowsOfSigtop() {
    var chat = read(Format.SIGNAL_JSON, ROWS);

    assertThat(Exports.sniff(ROWS)).contains(Format.SIGNAL_JSON);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.DELETION,
            MessageKind.CALL,
            MessageKind.SYSTEM);
    assertThat(chat.messages().get(1))
        .isEqualTo(
            new ParsedMessage(
                2,
                "c1",
                "m2",
                "me",
                "me",
                Instant.parse("2020-09-13T12:26:41Z"),
                MessageKind.TEXT,
                "yo",
                "m1",
                Instant.parse("2020-09-13T12:26:42Z")));
    assertThat(chat.authors().get(0)).isEqualTo("aci-ann");
    assertThat(chat.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void cutFilesKeepWhatCameBefore() {
    var lines = read(Format.SIGNAL_EXPORT, LINES.substring(0, LINES.indexOf("Missed call me")));
    var rows = read(Format.SIGNAL_JSON, ROWS.substring(0, ROWS.indexOf("m4")));

    assertThat(lines.messages()).hasSize(3);
    assertThat(rows.messages()).hasSize(3);
    assertThat(lines.reasons()).isEqualTo(rows.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(lines.status()).isEqualTo(rows.status()).isEqualTo("PARTIAL");
  }
}
