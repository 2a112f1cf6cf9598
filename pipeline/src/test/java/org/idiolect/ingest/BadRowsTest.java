package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.FormatConfig;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.Reject;
import org.idiolect.ingest.format.RejectReason;
import org.junit.jupiter.api.Test;

/** Rows and elements that are wrong in themselves: each costs itself, and nothing behind it. */
final class BadRowsTest {
  private static final String ROW =
      "{\"id\":%s,\"conversation\":\"c\",\"sent_at\":%s,\"author\":\"A\",\"text\":\"%s\"}\n";
  private static final String TIME = "\"2021-03-14T10:00:00Z\"";

  @Test
  void aTimeThatTheClocksSkippedGoesForwardAndOneThatTheyHadTwiceIsTheEarlier() {
    IngestConfig berlin = inZone("Europe/Berlin");
    String chat =
        """
        29/03/2020, 01:59 - Ann: before
        29/03/2020, 02:30 - Ann: in the gap
        29/03/2020, 03:31 - Ann: after
        25/10/2020, 02:30 - Ann: first
        25/10/2020, 02:30 - Bob: second
        """;

    var read = Exports.read(Format.WHATSAPP_TEXT, chat.getBytes(StandardCharsets.UTF_8), berlin);

    assertThat(read.times())
        .containsExactly(
            Instant.parse("2020-03-29T00:59:00Z"),
            Instant.parse("2020-03-29T01:30:00Z"),
            Instant.parse("2020-03-29T01:31:00Z"),
            Instant.parse("2020-10-25T00:30:00Z"),
            Instant.parse("2020-10-25T00:30:00Z"));
  }

  @Test
  void aLeapSecondIsTheLastSecondOfItsMinute() {
    var read =
        Exports.read(
            Format.JSONL,
            ROW.formatted(1, "\"2016-12-31T23:59:60Z\"", "a")
                + ROW.formatted(2, "\"2016-12-31 23:59:60\"", "b"));

    assertThat(read.times()).containsOnly(Instant.parse("2016-12-31T23:59:59Z")).hasSize(2);
  }

  @Test
  void countsOfAFileHaveOneUnit() {
    var millis =
        Exports.read(
            Format.JSONL,
            ROW.formatted(1, "1600000000000", "ms")
                + ROW.formatted(2, "1600000000", "s")
                + ROW.formatted(3, "1600000000000000", "us")
                + ROW.formatted(4, "132450000000000000", "windows")
                + ROW.formatted(5, "637300000000000000", "dotnet")
                + ROW.formatted(6, TIME, "iso")
                + ROW.formatted(7, "1600000001000", "ms"));
    var seconds =
        Exports.read(
            Format.JSONL, ROW.formatted(1, "1600000000", "s") + ROW.formatted(2, "0", "old"));

    assertThat(millis.texts()).containsExactly("ms", "iso", "ms");
    assertThat(millis.reasons()).hasSize(4).containsOnly(RejectReason.TIMESTAMP);
    assertThat(seconds.times()).containsExactly(Instant.parse("2020-09-13T12:26:40Z"));
    assertThat(seconds.reasons()).containsExactly(RejectReason.TS_RANGE);
  }

  @Test
  void idsThatWereRoundedAreRowsAndLargeOnesStayExact() {
    var read =
        Exports.read(
            Format.JSONL,
            ROW.formatted("1.2e18", TIME, "a")
                + ROW.formatted("\"1.23457E+18\"", TIME, "b")
                + ROW.formatted("1e400", TIME, "c")
                + ROW.formatted("123456789012345678901234567890", TIME, "d")
                + ROW.formatted("-0", TIME, "e")
                + ROW.formatted("NaN", TIME, "f")
                + ROW.formatted("9", "1e400", "g"));

    assertThat(read.texts()).containsExactly("d", "e");
    assertThat(read.messages().get(0).nativeId()).isEqualTo("123456789012345678901234567890");
    assertThat(read.reasons())
        .containsExactly(
            RejectReason.ID_LOSSY,
            RejectReason.ID_LOSSY,
            RejectReason.ID_LOSSY,
            RejectReason.SYNTAX,
            RejectReason.TIMESTAMP);
  }

  @Test
  void manyKeysALongKeyAndEqualKeysAreNoTrouble() {
    StringBuilder keys = new StringBuilder("{");
    for (int i = 0; i < 200_000; i++) {
      keys.append("\"k").append(i).append("\":1,");
    }
    String rest = ROW.formatted(1, TIME, "many").substring(1);
    String equal = ROW.formatted(2, TIME, "first").replace("}", ",\"text\":\"last\"}");
    String longKey =
        ROW.formatted(3, TIME, "long").replace("{", "{\"" + "k".repeat(1 << 20) + "\":1,");

    var read =
        Exports.read(Format.JSONL, keys + rest + equal + longKey + ROW.formatted(4, TIME, "ok"));

    assertThat(read.texts()).contains("many", "last", "ok");
    assertThat(read.messages().size() + read.rejects().size()).isEqualTo(4);
  }

  @Test
  void anOpenQuoteCostsItsLine() {
    String header = "conversation,sent_at,author,text\n";
    String row = "c,2021-03-14T10:00:00Z,A,%s\n";
    String small =
        header
            + row.formatted("\"two\nlines\"")
            + row.formatted("\"open")
            + row.formatted("next")
            + row.formatted("last");
    String large = header + row.formatted("\"open") + row.formatted("x".repeat(50)).repeat(40_000);

    var read = Exports.read(Format.CSV, small);
    var bounded = Exports.read(Format.CSV, large);

    assertThat(read.texts()).containsExactly("two\nlines", "next", "last");
    assertThat(read.rejects()).extracting(Reject::position).containsExactly(4L);
    assertThat(read.reasons()).containsExactly(RejectReason.SYNTAX);
    assertThat(bounded.messages()).hasSize(40_000);
    assertThat(bounded.rejects()).extracting(Reject::position).containsExactly(2L);
  }

  @Test
  void aThousandColumnsAreReadByTheirNames() {
    String more = ",x".repeat(1_000);
    String header = "conversation,sent_at,author,text" + more + "\n";

    var read = Exports.read(Format.CSV, header + "c,2021-03-14T10:00:00Z,A,hi" + more + "\n");

    assertThat(Exports.sniff(header)).contains(Format.CSV);
    assertThat(read.texts()).containsExactly("hi");
  }

  @Test
  void aPageWithScriptsDeepTablesAndLargePicturesIsRead() {
    String opening =
        "<html><body><div class=\"page_header\"><div class=\"text bold\">c</div></div>"
            + "<div class=\"history\"><script>document.write('<div class=\"message default\">')"
            + "</script>";
    String message =
        "<div class=\"message default clearfix\" id=\"message%d\"><div class=\"body\">"
            + "<div class=\"date\" title=\"01.05.2020 10:00:00\">10:00</div>"
            + "<div class=\"from_name\">Ann</div><div class=\"text\">%s</div></div></div>";
    int depth = 10_000;
    String deep = "<table><tr><td>".repeat(depth) + "deep" + "</td></tr></table>".repeat(depth);
    byte[] before = (opening + message.formatted(1, deep)).getBytes(StandardCharsets.UTF_8);
    byte[] picture =
        message
            .formatted(2, "seen<img src=\"data:image/png;base64,")
            .split("\"></div>")[0]
            .getBytes(StandardCharsets.UTF_8);
    byte[] after =
        ("\"></div></div></div>" + message.formatted(3, "end") + "</div></body></html>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] megabyte = "QUJD".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    Stream<byte[]> parts =
        Stream.of(
                Stream.of(before),
                Stream.of(cut(picture)),
                Stream.generate(() -> megabyte).limit(50),
                Stream.of(after))
            .flatMap(part -> part);
    List<byte[]> page = parts.toList();

    List<Event> events = read(Format.TELEGRAM_HTML, page);

    assertThat(events)
        .extracting(event -> ((ParsedMessage) event).text().strip())
        .containsExactly("deep", "seen", "end");
  }

  /** Up to the start of the picture's bytes. */
  private static byte[] cut(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf(";base64,") + ";base64,".length())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Event> read(Format format, List<byte[]> content) {
    ExportPart part = ExportPart.plain(format, StandardCharsets.UTF_8, () -> sequence(content));
    PartReading reading = new PartReading(part, Exports.MODIFIED.toEpochMilli(), Exports.CONFIG);
    List<Event> events = new ArrayList<>();
    for (Event event = reading.next(); event != null; event = reading.next()) {
      events.add(event);
    }
    return events;
  }

  private static InputStream sequence(List<byte[]> content) {
    return new SequenceInputStream(
        Collections.enumeration(
            content.stream().map(part -> (InputStream) new ByteArrayInputStream(part)).toList()));
  }

  private static IngestConfig inZone(String zone) {
    FormatConfig base = Exports.CONFIG.format();
    FormatConfig zoned =
        new FormatConfig(
            zone,
            base.dateOrder(),
            base.pasteDate(),
            base.pasteAuthors(),
            base.owner(),
            base.maxTextChars(),
            base.maxLineChars(),
            base.conversationColumn(),
            base.sentAtColumn(),
            base.authorColumn(),
            base.textColumn());
    return new IngestConfig(
        zoned,
        Exports.CONFIG.earliest(),
        Exports.CONFIG.latest(),
        Exports.CONFIG.splitMebibytes(),
        Exports.CONFIG.archive());
  }
}
