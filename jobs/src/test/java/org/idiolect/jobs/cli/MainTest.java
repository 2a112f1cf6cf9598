package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idiolect.table.OutputLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final int LINES_OF_A_SCREEN = 40;

  @TempDir Path folder;
  private String input;
  private String out;

  @BeforeEach
  void writeInput() throws IOException {
    Path file = folder.resolve("chat.csv");
    Files.writeString(
        file, "conversation,sent_at,author,text\nlunch,2026-03-14T12:06:00Z,Ann,soup?\n");
    input = file.toString();
    out = folder.resolve("out").toString();
  }

  @ParameterizedTest
  @MethodSource("org.idiolect.jobs.cli.Main#commands")
  void everyCommandExplainsItselfOnOneScreen(String command) {
    Printed help = execute(command, "--help");

    assertThat(help.code).isEqualTo(0);
    assertThat(help.out).contains("Usage: idiolect " + command);
    assertThat(help.out.lines().count()).isLessThanOrEqualTo(LINES_OF_A_SCREEN);
  }

  @Test
  void aMissingOptionIsAUsageError() {
    Printed printed = execute("ingest", "--out", out);

    assertThat(printed.code).isEqualTo(2);
    assertThat(printed.err).contains("--input").contains("idiolect ingest --help");
  }

  @Test
  void anUnknownSettingIsAConfigurationErrorAndWritesNothing() {
    Printed printed = ingest(input, "--set", "window.strid=1");

    assertThat(printed.code).isEqualTo(3);
    assertThat(printed.err).contains("'window.strid'").contains("'window.stride'");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aMissingInputIsRefusedByName() {
    Printed printed = ingest(folder.resolve("nowhere").toString());

    assertThat(printed.code).isEqualTo(4);
    assertThat(printed.err).contains("nowhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"score", "train-steps", "ask"})
  void linesThatAreNotThereAreRefusedByName(String command) {
    String to = folder.resolve("to.jsonl").toString();
    for (Path lines : List.of(folder.resolve("nowhere.jsonl"), folder)) {
      Printed printed = execute(command, "--input", lines.toString(), "--to", to);

      assertThat(printed.code).isEqualTo(4);
      assertThat(printed.err).contains(lines.toString()).contains("JSON lines");
    }
  }

  @Test
  void anOutputThatAnotherRunHoldsIsLeftAlone() {
    try (OutputLock held = OutputLock.take(Path.of(out))) {
      Printed printed = ingest(input);

      assertThat(printed.code).isEqualTo(8);
      assertThat(printed.err).contains(out);
    }
    assertThat(Path.of(out, "tables")).doesNotExist();
  }

  private Printed ingest(String path, String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(new String[] {"ingest", "--input", path, "--out", out}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return execute(arguments);
  }

  private record Printed(int code, String out, String err) {}

  private static Printed execute(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printedOut = new ByteArrayOutputStream();
    ByteArrayOutputStream printedErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printedOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(printedErr, true, StandardCharsets.UTF_8));
    try {
      int code = Main.execute(arguments);
      return new Printed(
          code,
          printedOut.toString(StandardCharsets.UTF_8),
          printedErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
