package org.idiolect.jobs.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two invented people; every message of each holds a word that nobody else writes. */
class ForgetTest {
  private static final String CODEC = "spark.sql.parquet.compression.codec";
  private static final String LEFT = "Odile Marchbanks";
  private static final String STAYS = "Tobias Fennimore";
  private static final String LEFT_WORD = "quvz";
  private static final String STAYS_WORD = "xylf";
  private static final int MESSAGES = 60;
  private static final String MODEL = "../data-samples/model";

  @TempDir Path folder;

  /** Uncompressed, so that a word that is left can be seen in the bytes. */
  @BeforeEach
  void writePlainly() {
    System.setProperty(CODEC, "uncompressed");
  }

  @AfterEach
  void writeAsBefore() {
    System.clearProperty(CODEC);
  }

  @Test
  void nothingIsLeftOfAForgottenPersonButTheReceipt() throws Exception {
    Path out = folder.resolve("out");
    assertThat(execute(ingest(out, "first").toArray())).isZero();
    assertThat(execute("prepare", "--out", out, "--run-id", "first", "--base-model", MODEL))
        .isZero();
    leaveWhatAKilledTrainingLeaves(out.resolve("runs/first/checkpoints/shared"));
    leaveAKilledIngest(out);
    assertThat(filesWith(out, LEFT_WORD)).isNotEmpty();

    String said = said("forget", "--out", out, "--author", LEFT.toLowerCase());

    assertThat(said).contains("run first: 60 messages erased", "resume --out").doesNotContain(LEFT);
    assertThat(filesWith(out, LEFT_WORD)).isEmpty();
    assertThat(filesWith(out, LEFT)).isEmpty();
    assertThat(filesWith(out, idIn(out)))
        .isNotEmpty()
        .allMatch(file -> file.getParent().endsWith("forgotten"));
    assertThat(filesWith(out, STAYS_WORD)).isNotEmpty();
    assertThat(execute("verify", "--out", out, "--run-id", "first")).isZero();

    said = said("forget", "--out", out, "--author", idIn(out).substring(0, 8));
    assertThat(said).contains("forgotten before");
    assertThat(execute("forget", "--out", out, "--author", LEFT)).isEqualTo(3);
    laterRunsLeaveThePersonOut(out);
  }

  private void laterRunsLeaveThePersonOut(Path out) throws Exception {
    // Spark NLP's annotators stay with the first session of a JVM.
    List<String> plainly = List.of("-D" + CODEC + "=uncompressed");
    assertThat(KilledProgram.start(folder, plainly, ingest(out, "second")).exitCode()).isZero();
    assertThat(filesWith(out, LEFT_WORD)).isEmpty();
    // The file still bears the name, and its path is where it was asked for.
    assertThat(filesWith(out, LEFT)).allMatch(file -> file.toString().contains("sources_private"));
    assertThat(said("verify", "--out", out, "--run-id", "second"))
        .contains("messages read 120 = kept 60 + rejected 0 + duplicate 0 + filtered 60");
    assertThat(said("verify", "--out", out, "--run-id", "first"))
        .contains("messages read 120 = kept 60 + rejected 0 + duplicate 0 + filtered 60");
  }

  @Test
  void aFolderWithoutRunsIsRefused() {
    assertThat(execute("forget", "--out", folder.resolve("none"), "--author", "x")).isEqualTo(3);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private List<String> ingest(Path out, String runId) throws IOException {
    // The file bears the name of a person, as exports of two often do.
    Path exports = Files.createDirectories(folder.resolve("exports"));
    Path chat = exports.resolve("Chat with " + LEFT + ".jsonl");
    Files.write(chat, IntStream.range(0, 2 * MESSAGES).mapToObj(ForgetTest::message).toList());
    return List.of(
        "ingest",
        "--input",
        exports.toString(),
        "--out",
        out.toString(),
        "--run-id",
        runId,
        "--set",
        "privacy.key-file=public-demo-key");
  }

  private static String message(int index) {
    boolean left = index % 2 == 0;
    Instant at = Instant.parse("2026-03-01T08:00:00Z").plusSeconds(60L * index);
    return String.format(
        "{\"sent_at\":\"%s\",\"author\":\"%s\",\"conversation\":\"c\",\"text\":\"%s%d here\"}",
        at, left ? LEFT : STAYS, left ? LEFT_WORD : STAYS_WORD, index);
  }

  private static void leaveWhatAKilledTrainingLeaves(Path checkpoints) throws IOException {
    Files.createDirectories(checkpoints);
    Files.writeString(checkpoints.resolve("step-8.safetensors"), LEFT_WORD);
  }

  private static void leaveAKilledIngest(Path out) throws IOException {
    for (String left :
        List.of("runs/killed/staging/ingest/kept", "tables/messages/run_id=killed")) {
      Files.createDirectories(out.resolve(left));
      Files.writeString(out.resolve(left).resolve("part-0.parquet"), LEFT_WORD);
    }
  }

  private static String idIn(Path out) throws IOException {
    try (Stream<Path> receipts = Files.list(out.resolve("forgotten"))) {
      return receipts
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !name.startsWith("."))
          .findFirst()
          .orElseThrow()
          .replace(".json", "");
    }
  }

  private static List<Path> filesWith(Path root, String text) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return file.getFileName().toString().contains(text)
          || Files.readString(file, ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int execute(Object... arguments) {
    return Main.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private static String said(Object... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said));
    try {
      assertThat(execute(arguments)).isZero();
    } finally {
      System.setOut(before);
    }
    return said.toString();
  }
}
