package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskCommandTest {
  @TempDir Path folder;
  private Path answers;

  @BeforeEach
  void writeModel() {
    ChatTokenizer tokenizer = ChatTokenizer.truncated(300);
    Gpt2Config shape =
        new Gpt2Config(tokenizer.vocabularySize(), 64, 16, 1, 2, tokenizer.endOfText(), 1e-5);
    Path model = folder.resolve("model");
    Gpt2Weights.initialize(shape, 1).write(model, TensorType.F32);
    tokenizer.writeHuggingFaceFiles(model);
    answers = folder.resolve("answers.jsonl");
  }

  @Test
  void aBrokenLineIsNamedAndTheOthersAreAnswered() throws IOException {
    String err =
        ask(
            6,
            "{\"task\": \"question\", \"text\": \"who keeps the lantern?\"}",
            "{\"task\": \"question\", \"text\": \"the secret",
            "",
            "{\"task\": \"riddle\", \"text\": \"another secret\"}",
            "{\"task\": \"arithmetic\", \"text\": \"two plus two\"}");

    assertThat(Files.readAllLines(answers))
        .hasSize(2)
        .allMatch(line -> line.contains("\"probability_with_stop\""));
    assertThat(Files.readString(answers)).contains("Q: who keeps the lantern?\\nA:");
    assertThat(err)
        .contains("questions.jsonl line 2 is not JSON")
        .contains("questions.jsonl line 4: expected")
        .contains("answered 2 line(s), refused 2")
        .doesNotContain("secret");
  }

  @Test
  void aPromptThatDoesNotFitIsAnsweredFromItsEndAndSaysSo() throws IOException {
    String err =
        ask(0, "{\"prompt\": \"" + "so ".repeat(200) + "\"}", "{\"prompt\": \"and then\"}");

    assertThat(err).contains("1 prompt(s) are longer than the 44 tokens").contains("cut");
    assertThat(Files.readAllLines(answers).get(0)).doesNotContain("\"prompt_tokens_cut\":0");
    assertThat(Files.readAllLines(answers).get(1)).contains("\"prompt_tokens_cut\":0");
  }

  @Test
  void aFileWithoutAUsableLineIsRefused() throws IOException {
    assertThat(ask(4, "no json")).contains("line 1 is not JSON");
  }

  @Test
  void bytesThatAreNoTextAreRefusedByName() throws IOException {
    Path file = folder.resolve("questions.jsonl");
    Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});

    assertThat(ask(4, file)).contains("questions.jsonl is not UTF-8");
    assertThat(ask(4, folder.resolve("nowhere.jsonl"))).contains("nowhere.jsonl");
  }

  private String ask(int code, String... lines) throws IOException {
    return ask(code, Files.write(folder.resolve("questions.jsonl"), List.of(lines)));
  }

  private String ask(int code, Path file) {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      String model = folder.resolve("model").toString();
      String[] arguments = {
        "ask",
        "--base-model",
        model,
        "--threads",
        "1",
        "--input",
        file.toString(),
        "--to",
        answers.toString()
      };
      assertThat(Main.execute(arguments)).isEqualTo(code);
      return printed.toString(StandardCharsets.UTF_8);
    } finally {
      System.setErr(err);
    }
  }
}
