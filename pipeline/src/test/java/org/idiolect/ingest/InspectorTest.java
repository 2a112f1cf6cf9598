package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.idiolect.ingest.format.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectorTest {
  private static final String CHAT =
      """
      14/03/2021, 10:00 - Ann: hello there
      14/03/2021, 10:01 - Ben: grüße
      """;

  @TempDir private Path folder;

  @Test
  void takesEveryNameLiterally() throws IOException {
    for (String name : List.of("_chat.txt", ".hidden", "a [1].txt", "{b}", "c:d#e%20 f*.txt")) {
      Files.writeString(folder.resolve(name), CHAT);
    }
    Files.createDirectories(folder.resolve("_inner"));
    Files.writeString(folder.resolve("_inner/g.txt"), CHAT);

    assertThat(inspect(folder.toString())).hasSize(6).allMatch(export -> export.texts() == 2);
    assertThat(inspect("file:" + folder.resolve("a [1].txt"))).hasSize(1);
    assertThat(inspect(folder.resolve("{b}").toUri().toString())).hasSize(1);
    assertThat(inspect(folder.toString(), folder.resolve("{b}").toString())).hasSize(6);
  }

  @Test
  void doesNotFollowLinksBelowAFolder() throws IOException {
    Files.writeString(folder.resolve("chat.txt"), CHAT);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("again.txt"), folder.resolve("chat.txt"));

    assertThat(inspect(folder.toString())).hasSize(1);
  }

  @Test
  void looksIntoZipAndGzip() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("WhatsApp Chat - Ben.zip")))) {
      for (String name : List.of("IMG-1.jpg", "_chat.txt", "__MACOSX/._chat.txt", "../x.txt")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.endsWith("jpg") ? new byte[] {1, 0, 2} : CHAT.getBytes());
        zip.closeEntry();
      }
    }
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("chat.gz")))) {
      gzip.write(CHAT.getBytes(StandardCharsets.UTF_8));
    }

    List<Inspection> exports = inspect(folder.toString());

    assertThat(exports).extracting(Inspection::texts).containsExactly(0L, 2L, 0L, 2L);
    assertThat(exports.get(1).path()).endsWith("WhatsApp Chat - Ben.zip!_chat.txt");
  }

  @Test
  void aTruncatedGzipKeepsItsBeginning() throws IOException {
    Path file = folder.resolve("chat.gz");
    StringBuilder chat = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      chat.append("14/03/2021, 10:00 - Ann: ").append(i * 7919L).append('\n');
    }
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(chat.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    Inspection export = inspect(file.toString()).get(0);

    assertThat(export.rejects()).containsKey(RejectReason.TRUNCATED);
    assertThat(export.texts()).isGreaterThan(1_000);
    assertThat(export.status()).contains("PARTIAL");
  }

  @Test
  void anotherEncodingIsDetectedAndFlagged() throws IOException {
    String line = "14/03/2021, 10:00 - Jörg: schöne Grüße über die Brücke, größer als früher\n";
    Files.write(
        folder.resolve("latin.txt"), line.repeat(30).getBytes(Charset.forName("windows-1252")));

    Inspection export = inspect(folder.toString()).get(0);

    assertThat(export.status()).contains("ENCODING_GUESSED");
    assertThat(export.people()).isEqualTo(1);
  }

  @Test
  void rendersOneScreenWithoutMessageText() throws IOException {
    Files.writeString(folder.resolve("chat.txt"), CHAT);
    Files.writeString(folder.resolve("bad.jsonl"), "{\"sent_at\":\"x\",\"text\":\"secret\"}\n");
    Files.write(folder.resolve("photo.jpg"), new byte[] {0, 1, 2});

    String screen = InspectionText.toText(inspect(folder.toString()));

    assertThat(screen)
        .contains("whatsapp-text, OK: 2 people, 1 conversations, 2 typed messages")
        .contains("from 2021-03-14 to 2021-03-14")
        .contains("line 1: TIMESTAMP, a time is neither ISO 8601 nor a count since 1970")
        .contains("1 other files are no chat exports or empty")
        .doesNotContain("secret")
        .doesNotContain("hello");
    List<Inspection> shown = new Inspector(Exports.CONFIG, 5).inspect(List.of(folder.toString()));
    assertThat(InspectionText.toText(shown)).contains("Ann: hello there");
  }

  @Test
  void manyExportsAreALineEach() throws IOException {
    for (int i = 0; i < 60; i++) {
      String broken = i % 8 == 3 ? "99/99/2021, 10:00 - Ann: secret\n" : "";
      Files.writeString(folder.resolve("chat%02d.txt".formatted(i)), CHAT + broken);
    }

    String screen = InspectionText.toText(inspect(folder.toString()));

    assertThat(screen.lines().count()).isLessThanOrEqualTo(50);
    assertThat(screen)
        .containsPattern("whatsapp-text +2 +2  2021-03-14 2021-03-14 +\\S+chat07.txt\n")
        .contains("... and 20 more exports")
        .containsPattern("1 rejected in \\S+chat03.txt: line \\d+: TIMESTAMP")
        .contains("... and 3 more files with rejects")
        .contains("In all: 60 exports, 120 typed messages, 8 rejected.")
        .doesNotContain("secret", "hello");
  }

  @Test
  void aLargeInputIsSampledAndItSaysSo() throws IOException {
    StringBuilder chat = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      chat.append("14/03/2021, 10:00 - Ann: hello there ").append(i).append('\n');
    }
    Files.writeString(folder.resolve("chat.txt"), chat);
    String json =
        "{\"guild\":{},\"channel\":{\"id\":\"5\"},\"messages\":["
            + ("{\"id\":\"1\",\"timestamp\":\"2021-03-14T10:00:00Z\",\"content\":\"kept\","
                    + "\"author\":{\"id\":\"1\"}},")
                .repeat(10_000)
            + "0]}";
    Files.writeString(folder.resolve("d.json"), json);

    List<Inspection> sampled =
        new Inspector(Exports.CONFIG, 0, 1 << 20).inspect(List.of(folder.toString()));

    assertThat(sampled).allMatch(Inspection::sampled).allMatch(export -> export.rejected() == 0);
    assertThat(sampled).extracting(Inspection::status).containsOnly("OK");
    assertThat(sampled.get(0).texts()).isLessThan(20_000);
    assertThat(sampled.get(0).estimatedTexts()).isBetween(39_000L, 41_000L);
    assertThat(sampled.get(1).estimatedTexts()).isBetween(9_500L, 10_500L);
    assertThat(InspectionText.toText(sampled))
        .contains("sampled: only the beginning was read")
        .contains("In all: 2 exports, about ");
    assertThat(inspect(folder.toString()).get(0).texts()).isEqualTo(40_000);
  }

  @Test
  void saysWhatUnknownFilesLookLike() throws IOException {
    Files.write(folder.resolve("a.jpg"), new byte[] {(byte) 0xFF, 0, 1});
    Files.write(folder.resolve("b.JPG"), new byte[] {(byte) 0xFF, 0, 1});
    Files.write(folder.resolve("c.mp4"), new byte[] {0, 0, 1});

    assertThat(InspectionText.toText(inspect(folder.toString())))
        .contains("No chat export was found here, only 2 jpg, 1 mp4.");

    Files.writeString(folder.resolve("t.csv"), "When;Who;What\n2021-03-14;Ann;secret\n");
    Files.writeString(folder.resolve("u.json"), "[{\"when\":1,\"body\":\"secret\"}]");
    String screen = InspectionText.toText(inspect(folder.toString()));

    assertThat(screen)
        .contains("a table with the columns When, Who, What: name them with --set ingest.")
        .contains("JSON with the fields when, body")
        .doesNotContain("secret");
  }

  @Test
  void aMissingInputIsNamed() {
    assertThatThrownBy(() -> inspect(folder.resolve("nothing").toString()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("nothing does not exist");
  }

  private static List<Inspection> inspect(String... inputs) throws IOException {
    return new Inspector(Exports.CONFIG, 0).inspect(List.of(inputs));
  }
}
