package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetExportReaderTest {
  private static final MessageType CHAT =
      MessageTypeParser.parseMessageType(
          """
          message chat {
            optional binary Conversation (STRING);
            optional int64 sent_at (TIMESTAMP(MICROS,true));
            optional binary author (STRING);
            optional binary text (STRING);
            optional int64 id;
            optional binary kind (STRING);
            optional int64 edited_at;
            repeated binary labels (STRING);
          }
          """);
  private static final long SENT_MICROS = 1_600_000_000_123_456L;

  @TempDir private Path folder;

  @Test
  void readsMappedColumns() throws IOException {
    var chat = Exports.read(chat(3));

    assertThat(chat.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "c",
                "1",
                "Ann",
                "Ann",
                Instant.parse("2020-09-13T12:26:40.123456Z"),
                MessageKind.TEXT,
                "text 1 ☕",
                null,
                Instant.parse("2020-09-13T12:30:00Z")));
    assertThat(chat.messages()).hasSize(3);
    assertThat(chat.kinds().get(2)).isEqualTo(MessageKind.MEDIA);
    assertThat(chat.rejects())
        .containsExactly(new Reject(4, RejectReason.MISSING_FIELD, "no column 'text'"));
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void readsEveryGroupOfRows() throws IOException {
    var chat = Exports.read(chat(20_000));

    assertThat(chat.messages()).hasSize(20_000);
    assertThat(chat.messages()).extracting(ParsedMessage::position).doesNotHaveDuplicates();
  }

  @Test
  void readsTimesAsTheyAreWritten() throws IOException {
    assertThat(timeOf("int64 sent_at", row -> row.append("sent_at", 1_600_000_000L)))
        .isEqualTo("2020-09-13T12:26:40Z");
    assertThat(
            timeOf(
                "int64 sent_at (TIMESTAMP(MILLIS,false))",
                row -> row.append("sent_at", 1_600_000_000_000L)))
        .isEqualTo("2020-09-13T12:26:40Z");
    assertThat(timeOf("int32 sent_at (DATE)", row -> row.append("sent_at", 18_518)))
        .isEqualTo("2020-09-13T00:00:00Z");
    assertThat(
            timeOf("int96 sent_at", row -> row.append("sent_at", new NanoTime(2_459_106, 1_000))))
        .isEqualTo("2020-09-13T00:00:00.000001Z");
    assertThat(timeOf("binary sent_at (STRING)", row -> row.append("sent_at", "2020-09-13 12:26")))
        .isEqualTo("2020-09-13T12:26:00Z");
  }

  @Test
  void readsAlsoFromArchives() throws IOException {
    byte[] bytes = Files.readAllBytes(chat(3));
    Path zip = folder.resolve("chats.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("part-0.parquet"));
      out.write(bytes);
      out.closeEntry();
    }
    Path gzip = folder.resolve("chat.parquet.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(bytes);
    }

    assertThat(Exports.read(zip).texts()).isEqualTo(Exports.read(gzip).texts()).hasSize(3);
  }

  @Test
  void aCutFileIsOneReject() throws IOException {
    byte[] bytes = Files.readAllBytes(chat(3));
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 30));

    var read = Exports.read(cut);

    assertThat(read.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(read.status()).contains("FAILED").contains("PARTIAL");
  }

  @Test
  void damageCostsNoMoreThanItself() throws IOException {
    byte[] bytes = Files.readAllBytes(chat(20_000));
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4_000, (byte) 0xFF);

    var read = Exports.read(Files.write(folder.resolve("damaged"), bytes));

    assertThat(read.messages()).isNotEmpty().hasSizeLessThan(20_000);
    assertThat(read.reasons()).containsExactly(RejectReason.SYNTAX);
    assertThat(read.status()).isEqualTo("PARTIAL");
  }

  @Test
  void namesTheColumnThatIsMissing() throws IOException {
    Path other =
        write("message m { required binary body (STRING); }", 1, r -> r.append("body", ""));

    assertThat(Exports.read(other).rejects())
        .containsExactly(
            new Reject(
                0,
                RejectReason.MISSING_FIELD,
                "no column 'sent_at': name it with ingest.format.*-column"));
  }

  @Test
  void deletesItsCopy() throws IOException {
    SpooledParquet copy = new SpooledParquet(Files.newInputStream(chat(3)));
    assertThat(copy.getLength()).isPositive();

    copy.close();

    assertThatThrownBy(copy::getLength).isInstanceOf(NoSuchFileException.class);
  }

  private interface Fill {
    void into(Group row);
  }

  private Instant timeOf(String column, Fill fill) throws IOException {
    Path file =
        write(
            "message m { required binary author (STRING); required binary text (STRING); required "
                + column
                + "; }",
            1,
            row -> fill.into(row.append("author", "Ann").append("text", "hi")));
    return Exports.read(file).times().get(0);
  }

  /** That many messages and a row without text. */
  private Path chat(int messages) throws IOException {
    int[] written = {0};
    return write(
        CHAT.toString(),
        messages == 3 ? 4 : messages,
        row -> {
          int number = ++written[0];
          row.append("Conversation", "c").append("sent_at", SENT_MICROS + number - 1);
          row.append("author", number % 2 == 1 ? "Ann" : "Bob").append("id", (long) number);
          if (number != 4 || messages != 3) {
            row.append("text", "text " + number + " ☕");
          }
          row.append("kind", number == 3 ? "media" : "text").append("edited_at", 1_600_000_200L);
          row.append("labels", "x").append("labels", "y");
        });
  }

  private Path write(String schema, int rows, Fill fill) throws IOException {
    Path file = Files.createTempDirectory(folder, "p").resolve("part.parquet");
    MessageType type = MessageTypeParser.parseMessageType(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .withConf(new Configuration())
            .withRowGroupSize(64L << 10)
            .withPageSize(4 << 10)
            .withDictionaryEncoding(false)
            .build()) {
      SimpleGroupFactory factory = new SimpleGroupFactory(type);
      for (int i = 0; i < rows; i++) {
        Group row = factory.newGroup();
        fill.into(row);
        writer.write(row);
      }
    }
    return file;
  }
}
