package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.privacy.Pseudonyms;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are odd as files: encodings, pipes, links, and a file that grows while it is read. */
final class BadFilesTest {
  private static final String CHAT =
      "14/03/2021, 10:00 - Jörg: schöne Grüße über die Brücke, größer als früher\n".repeat(30);

  @TempDir private Path folder;

  @Test
  void encodingsAreFound() throws IOException {
    write("le.txt", ("\uFEFF" + CHAT).getBytes(StandardCharsets.UTF_16LE));
    write("be.txt", ("\uFEFF" + CHAT).getBytes(StandardCharsets.UTF_16BE));
    write("le-bare.txt", CHAT.getBytes(StandardCharsets.UTF_16LE));
    write("be-bare.txt", CHAT.getBytes(StandardCharsets.UTF_16BE));
    write("western.txt", CHAT.getBytes(Charset.forName("windows-1252")));
    write(
        "chinese.txt",
        CHAT.replace("schöne Grüße über die Brücke, größer als früher", "今天天气很好，我们去公园散步吧")
            .replace("Jörg", "小明")
            .getBytes(Charset.forName("GB18030")));

    assertThat(inspect()).extracting(Inspection::texts).containsOnly(30L).hasSize(6);
    assertThat(inspect()).extracting(Inspection::people).containsOnly(1L);
  }

  @Test
  void aFewBadBytesAreRepairedAndManyOfNoEncodingAreRefused() throws IOException {
    byte[] few = CHAT.getBytes(StandardCharsets.UTF_8);
    few[few.length / 2] = (byte) 0xFF;
    write("a-few.txt", few);
    byte[] many = CHAT.replaceAll("[^\\x00-\\x7F]", "o").getBytes(StandardCharsets.UTF_8);
    for (int i = 60; i < many.length; i += 9) {
      if (many[i] >= 'a') {
        many[i] = (byte) (0x81 + i % 2 * 12);
      }
    }
    write("b-many.txt", many);

    assertThat(inspect())
        .extracting(Inspection::status)
        .containsExactly("OK TEXT_REPAIRED", "FAILED ENCODING");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void pipesAreRefusedAndLinksAreNotFollowed() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.txt");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    Assumptions.assumeTrue(made.waitFor() == 0);
    write("chat.txt", CHAT.getBytes(StandardCharsets.UTF_8));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));
    Files.createSymbolicLink(folder.resolve("passwords"), Path.of("/etc/passwd"));

    assertThat(inspect())
        .extracting(Inspection::status)
        .containsExactly("OK", "FAILED NOT_REGULAR");
  }

  @Test
  void aFileThatChangesWhileItIsReadIsPartialAndSaysSo() throws IOException {
    Path chat = write("chat.txt", CHAT.getBytes(StandardCharsets.UTF_8));
    ExportFile listed = ExportLister.list(List.of(chat.toString()), new Configuration()).get(0);
    List<Row> still = rows(listed);
    Files.setLastModifiedTime(chat, FileTime.fromMillis(listed.modifiedMillis() + 5_000));

    List<Row> changed = rows(listed);

    assertThat(still).hasSize(31);
    assertThat(changed).hasSize(32);
    assertThat(changed.get(30).get(at(ExportEvent.REASON))).isEqualTo("CHANGED");
    assertThat(changed.get(31).get(at(ExportEvent.STATUS))).isEqualTo("PARTIAL");
  }

  @Test
  void aZipInTheFormOfLargeOnesIsRead() throws IOException {
    Path zip = folder.resolve("large.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip.toFile())) {
      out.setUseZip64(Zip64Mode.Always);
      out.putArchiveEntry(new ZipArchiveEntry("chat.txt"));
      out.write(CHAT.getBytes(StandardCharsets.UTF_8));
      out.closeArchiveEntry();
    }

    assertThat(inspect()).extracting(Inspection::texts).containsExactly(30L);
  }

  private static int at(String column) {
    return ExportEvent.SCHEMA.fieldIndex(column);
  }

  private List<Row> rows(ExportFile file) throws IOException {
    PseudonymKey key = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));
    List<Row> rows = new ArrayList<>();
    try (SourceRows read =
        new SourceRows(
            new SourceFile(file, 0, null),
            new ExportParts(Exports.CONFIG, new Configuration()).open(file),
            Exports.CONFIG,
            new Pseudonyms(key),
            People.none())) {
      read.forEachRemaining(rows::add);
    }
    return rows;
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private List<Inspection> inspect() throws IOException {
    return new Inspector(Exports.CONFIG, 0).inspect(List.of(folder.toString()));
  }
}
