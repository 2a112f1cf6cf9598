package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.idiolect.ingest.container.ArchiveLimits;
import org.idiolect.ingest.format.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad inputs 1 to 6 and 53, and what archives of every kind hold. */
final class ArchivesTest {
  private static final byte[] CHAT =
      utf8(
          """
          14/03/2021, 10:00 - Ann: hello there
          14/03/2021, 10:01 - Ben: hi
          """);
  private static final byte[] JSONL =
      utf8(
          "{\"conversation\":\"c\",\"sent_at\":\"2021-03-14T10:00:00Z\",\"author\":\"A\",\"text\":\"x\"}\n");
  private static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, 0, 1, 2};

  @TempDir private Path folder;

  @Test
  void readsMixedArchivesInAFolder() throws IOException {
    write("WhatsApp Chat - Ben.zip", zip(Map.of("_chat.txt", CHAT, "IMG-1.jpg", PHOTO)));
    write("all.tar.gz", gzip(tar(Map.of("a/_chat.txt", CHAT, "b/rows.jsonl.gz", gzip(JSONL)))));
    write("all.tar", tar(Map.of("photo.jpg", PHOTO, "in.zip", zip(Map.of("x.jsonl", JSONL)))));
    write("rows.gz", gzip(JSONL));
    write("rows.txt", JSONL);

    List<Inspection> exports = inspect(ArchiveLimits.defaults());

    assertThat(texts(exports))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "WhatsApp Chat - Ben.zip!_chat.txt", 2L,
                "WhatsApp Chat - Ben.zip!IMG-1.jpg", 0L,
                "all.tar.gz!a/_chat.txt", 2L,
                "all.tar.gz!b/rows.jsonl.gz", 1L,
                "all.tar!photo.jpg", 0L,
                "all.tar!in.zip!x.jsonl", 1L,
                "rows.gz", 1L,
                "rows.txt", 1L));
    assertThat(exports).allMatch(export -> export.rejected() == 0);
  }

  @Test
  void aTruncatedZipIsRefusedAndNothingElseIsLost() throws IOException {
    byte[] zip = zip(Map.of("_chat.txt", CHAT));
    write("cut.zip", Arrays.copyOf(zip, zip.length / 2));
    write("good.zip", zip);

    assertThat(inspect(ArchiveLimits.defaults()))
        .extracting(Inspection::status, Inspection::texts)
        .containsExactly(tuple("FAILED ZIP_TRUNCATED", 0L), tuple("OK", 2L));
  }

  @Test
  void aBombStopsAtTheLimits() throws IOException {
    byte[] line = utf8("14/03/2021, 10:00 - Ann: ok\n");
    byte[] bomb = new byte[16 << 20];
    for (int i = 0; i < bomb.length; i++) {
      bomb[i] = line[i % line.length];
    }
    write("bomb.zip", zip(Map.of("_chat.txt", bomb)));
    write("good.txt", CHAT);

    List<Inspection> byRatio = inspect(ArchiveLimits.defaults());
    List<Inspection> bySize = inspect(new ArchiveLimits(10, 1, 2, 100_000, 1));

    assertThat(byRatio.get(0).status()).contains("PARTIAL");
    assertThat(byRatio.get(0).rejects()).containsOnlyKeys(RejectReason.ZIP_RATIO);
    assertThat(byRatio.get(0).texts() * line.length).isLessThan(11L << 20);
    assertThat(bySize.get(0).rejects()).containsOnlyKeys(RejectReason.ZIP_SIZE);
    assertThat(bySize.get(0).texts() * line.length).isLessThan(2L << 20);
    assertThat(byRatio.get(1).texts()).isEqualTo(2);
  }

  @Test
  void nestingEndsAtItsLimit() throws IOException {
    byte[] inner = zip(Map.of("_chat.txt", CHAT));
    for (int level = 0; level < 4; level++) {
      Map<String, byte[]> entries = new LinkedHashMap<>();
      entries.put("in.zip", inner);
      entries.put("beside" + level + ".txt", CHAT);
      inner = zip(entries);
    }
    write("nested.zip", inner);

    List<Inspection> exports = inspect(ArchiveLimits.defaults());

    assertThat(exports)
        .extracting(Inspection::status, Inspection::texts)
        .containsExactly(tuple("FAILED ZIP_NESTED", 0L), tuple("OK", 2L), tuple("OK", 2L));
  }

  @Test
  void overlappingEntriesAreRefused() throws IOException {
    byte[] zip = zip(Map.of("a.txt", CHAT, "b.txt", CHAT));
    // The second record of the directory points to the first entry.
    int directory = lastIndexOf(zip, new byte[] {'P', 'K', 1, 2}, zip.length);
    Arrays.fill(zip, directory + 42, directory + 46, (byte) 0);
    write("overlap.zip", zip);

    assertThat(inspect(ArchiveLimits.defaults()))
        .extracting(Inspection::status)
        .containsExactly("FAILED ZIP_OVERLAP");
  }

  @Test
  void namesThatPointOutsideAreRefusedAndWriteNothing() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name :
        List.of("../../x", "/abs", "C:\\x", "a/../../b", "nul\0x", "good/_chat.txt")) {
      entries.put(name, CHAT);
    }
    write("slip.tar", tar(entries));
    write("slip.zip", zip(entries));

    List<Inspection> exports = inspect(ArchiveLimits.defaults());

    // A tar ends its names at a NUL.
    assertThat(exports.stream().filter(export -> export.status().equals("FAILED PATH"))).hasSize(9);
    assertThat(exports.stream().filter(export -> export.texts() == 2)).hasSize(3);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void encryptedAndUnknownMethodsAreNamed() throws IOException {
    byte[] encrypted = zip(Map.of("_chat.txt", CHAT));
    int directory = lastIndexOf(encrypted, new byte[] {'P', 'K', 1, 2}, encrypted.length);
    encrypted[6] |= 1;
    encrypted[directory + 8] |= 1;
    write("a.zip", encrypted);
    byte[] deflate64 = zip(Map.of("_chat.txt", CHAT));
    deflate64[8] = 98;
    deflate64[directory + 10] = 98;
    write("b.zip", deflate64);

    List<Inspection> exports = inspect(ArchiveLimits.defaults());

    assertThat(exports)
        .extracting(Inspection::status)
        .containsExactly("FAILED ZIP_ENCRYPTED", "FAILED ZIP_METHOD");
    assertThat(exports.get(1).places().get(0)).contains("PPMD").contains("unpack it");
  }

  @Test
  void equalNamesAreReadBothUnderTheirOwnIds() throws IOException {
    write("twice.tar", tar(List.of("a.txt", "a.txt", "A.txt"), CHAT));

    assertThat(inspect(ArchiveLimits.defaults()))
        .extracting(export -> export.path().replaceFirst(".*!", ""), Inspection::texts)
        .containsExactly(tuple("a.txt", 2L), tuple("a.txt#2", 2L), tuple("A.txt", 2L));
  }

  @Test
  void tooManyEntriesAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 21; i++) {
        zip.putNextEntry(new ZipEntry(i + ".txt"));
      }
    }
    write("many.zip", bytes.toByteArray());

    assertThat(inspect(new ArchiveLimits(20, 1, 1, 200, 1)))
        .extracting(Inspection::status)
        .containsExactly("FAILED ZIP_ENTRIES");
    assertThat(inspect(new ArchiveLimits(21, 1, 1, 200, 1))).hasSize(21);
  }

  @Test
  void gzipMembersAreAllReadAndJunkBehindThemIsNot() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(CHAT));
    members.write(gzip(CHAT));
    members.write(utf8("junk"));
    write("members.txt.gz", members.toByteArray());

    assertThat(inspect(ArchiveLimits.defaults())).extracting(Inspection::texts).containsExactly(4L);
  }

  @Test
  void otherArchivesSayWhatTheyAre() throws IOException {
    write("chat.7z", new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4});
    write("chat.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 4, 0});

    List<Inspection> exports = inspect(ArchiveLimits.defaults());

    assertThat(exports).extracting(Inspection::status).containsOnly("FAILED ARCHIVE");
    assertThat(exports.get(0).places().get(0)).contains("packed as 7z: unpack it");
    assertThat(exports.get(1).places().get(0)).contains("zstd");
  }

  @Test
  void linksAndDevicesInATarArePassedOver() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      tar.putArchiveEntry(new TarArchiveEntry("fifo", TarConstants.LF_FIFO));
      tar.closeArchiveEntry();
    }
    write("links.tar", bytes.toByteArray());

    assertThat(inspect(ArchiveLimits.defaults())).isEmpty();
  }

  private List<Inspection> inspect(ArchiveLimits limits) throws IOException {
    IngestConfig config = Exports.CONFIG.withArchive(limits);
    return new Inspector(config, 0).inspect(List.of(folder.toString()));
  }

  private Map<String, Long> texts(List<Inspection> exports) {
    Map<String, Long> texts = new LinkedHashMap<>();
    for (Inspection export : exports) {
      texts.put(export.path().substring(folder.toString().length() + 1), export.texts());
    }
    return texts;
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(tar, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(List<String> names, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : names) {
        put(tar, name, content);
      }
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static int lastIndexOf(byte[] bytes, byte[] wanted, int end) {
    for (int i = end - wanted.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
