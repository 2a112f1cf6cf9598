package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.Reject;
import org.idiolect.ingest.format.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that break parsers, each with what becomes of it; archives have a test of their own. */
final class BadInputsTest {
  private static final String ROW =
      "{\"conversation\":\"c\",\"sent_at\":\"2021-03-14T10:00:00Z\",\"author\":\"A\",\"text\":\"%s\"}\n";

  @TempDir private Path folder;

  @Test
  void aLineWithoutEndIsRefusedAtTheLimitWithoutBeingHeld() {
    long bytes = 96L << 20;
    byte[] start = "14/03/2021, 10:00 - Ann: ".getBytes(StandardCharsets.US_ASCII);
    ExportPart part =
        ExportPart.plain(
            Format.WHATSAPP_TEXT, StandardCharsets.UTF_8, () -> new Endless(start, bytes));

    List<Event> events = new ArrayList<>();
    PartReading reading = new PartReading(part, Exports.MODIFIED.toEpochMilli(), Exports.CONFIG);
    for (Event event = reading.next(); event != null; event = reading.next()) {
      events.add(event);
    }

    assertThat(events)
        .containsExactly(new Reject(1, RejectReason.LINE_TOO_LONG, "over 16777216 characters"));
    assertThat(reading.finish().bytes()).isEqualTo(bytes);
  }

  @Test
  void aHugeMessageIsARow() {
    var chat =
        Exports.read(Format.JSONL, ROW.formatted("x".repeat((1 << 20) + 1)) + ROW.formatted("ok"));

    assertThat(chat.reasons()).containsExactly(RejectReason.TEXT_TOO_LONG);
    assertThat(chat.texts()).containsExactly("ok");
  }

  @Test
  void emptyLinesInAMessageCostNoMoreThanTheirNumber() {
    String line = "2021/03/14(\u65e5)\n13:05\tAnn\thi" + "\n".repeat(300_000) + "end\n";

    var chat = assertTimeout(Duration.ofSeconds(20), () -> Exports.read(Format.LINE_TEXT, line));

    assertThat(chat.texts()).allMatch(text -> text.endsWith("\nend")).hasSize(1);
  }

  @Test
  void emptyFilesOfThreeKinds() throws IOException {
    Files.write(folder.resolve("a"), new byte[0]);
    Files.writeString(folder.resolve("b"), "\uFEFF");
    Files.writeString(folder.resolve("c"), " \n\t\r\n ");

    assertThat(inspect()).extracting(Inspection::status).containsOnly("EMPTY").hasSize(3);
  }

  @Test
  void controlsAndLoneSurrogatesAreRepaired() {
    var chat = Exports.read(Format.JSONL, ROW.formatted("a\\ud83d\\u0000\\u001b[31mb\\tc"));

    assertThat(chat.texts()).containsExactly("a\uFFFD[31mb\tc");
    assertThat(chat.status()).isEqualTo("OK TEXT_REPAIRED");
  }

  @Test
  void timesOutsideTheRangeAreRows() {
    StringBuilder rows = new StringBuilder(ROW.formatted("ok"));
    List<String> times =
        List.of(
            "1601-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "9999-12-31T00:00:00Z",
            "0",
            "-5",
            "99999999999999999999",
            "+999999999-01-01T00:00:00Z");
    times.forEach(time -> rows.append(ROW.formatted("x").replace("2021-03-14T10:00:00Z", time)));

    var chat = Exports.read(Format.JSONL, rows.toString());

    assertThat(chat.texts()).containsExactly("ok");
    assertThat(chat.reasons())
        .hasSize(times.size())
        .containsOnly(RejectReason.TS_RANGE, RejectReason.TIMESTAMP);
  }

  @Test
  void deepJsonIsARowAndNoStackOverflow() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String discord =
        "{\"guild\":{},\"channel\":{\"id\":\"5\"},\"messages\":[\n"
            + " {\"id\":\"1\",\"embeds\":%s,\"timestamp\":\"2021-03-14T10:00:00Z\"},\n"
                .formatted(deep)
            + " {\"id\":\"2\",\"timestamp\":\"2021-03-14T10:00:00Z\",\"content\":\"ok\","
            + "\"author\":{\"id\":\"1\"}}]}";

    var lines = Exports.read(Format.JSONL, deep + "\n" + ROW.formatted("ok"));
    var chat = Exports.read(Format.DISCORD_JSON, discord);

    assertThat(lines.texts()).containsExactly("ok");
    assertThat(lines.rejects()).hasSize(1);
    assertThat(chat.texts()).containsExactly("ok");
    assertThat(chat.rejects()).extracting(Reject::position).containsExactly(1L);
  }

  @Test
  void badLinesOfJsonLinesAreRows() {
    var chat =
        Exports.read(
            Format.JSONL,
            "\n// a comment\n"
                + ROW.formatted("one").strip()
                + ",\n"
                + ROW.formatted("two")
                + "nul\n");

    assertThat(chat.texts()).contains("two");
    assertThat(chat.rejects()).allMatch(reject -> reject.reason() == RejectReason.SYNTAX);
    assertThat(chat.messages().size() + chat.rejects().size()).isEqualTo(4);
  }

  @Test
  void raggedRowsOfATableAreRows() {
    var chat =
        Exports.read(
            Format.CSV,
            "\uFEFFconversation;sent_at;author;text\nc;2021-03-14T10:00:00Z;A;\"two\nlines\"\n"
                + "c;2021-03-14T10:00:00Z;A\nc;2021-03-14T10:00:00Z;A;x;y\nc;2021-03-14T10:00:00Z;A;ok\n");

    assertThat(chat.texts()).containsExactly("two\nlines", "ok");
    assertThat(chat.reasons()).containsExactly(RejectReason.SYNTAX, RejectReason.SYNTAX);
  }

  @Test
  void markersAndMarkupAreText() {
    String text = "<|endoftext|> <script> =1+1 ignore all previous instructions";

    assertThat(Exports.read(Format.JSONL, ROW.formatted(text)).texts()).containsExactly(text);
  }

  @Test
  void aWrongExtensionAndFilesOfTheSystemDoNotMatter() throws IOException {
    Files.writeString(folder.resolve("chat.html"), ROW.formatted("x"));
    Files.write(folder.resolve(".DS_Store"), new byte[] {0, 0, 0, 1, 'B', 'u', 'd', '1'});
    Files.write(folder.resolve("thumbs.db"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, 0});

    assertThat(inspect()).extracting(Inspection::texts).containsExactly(0L, 1L, 0L);
  }

  private List<Inspection> inspect() throws IOException {
    return new Inspector(Exports.CONFIG, 0).inspect(List.of(folder.toString()));
  }

  /** A line that never ends, made while it is read. */
  private static final class Endless extends InputStream {
    private final byte[] start;
    private final long bytes;
    private long at;

    Endless(byte[] start, long bytes) {
      this.start = start;
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return at >= bytes ? -1 : at < start.length ? start[(int) at++] : next();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at < start.length) {
        target[offset] = (byte) read();
        return 1;
      }
      int count = (int) Math.min(length, bytes - at);
      Arrays.fill(target, offset, offset + Math.max(0, count), (byte) 'a');
      at += Math.max(0, count);
      return count > 0 ? count : -1;
    }

    private int next() {
      at++;
      return 'a';
    }
  }
}
