package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All stages on one of the sample chats, with a tiny GPT-2 of random weights. */
class PipelineTest {
  private static final String SAMPLE = "../data-samples/exports/generic/eleanor-zoe.csv";
  private static final int VOCABULARY = 512;

  private static final List<String> SMALL =
      List.of(
          "privacy.key-file=public-demo-key",
          "window.block-size=128",
          "window.stride=64",
          "window.authors.minimum-train-messages=20",
          "train.compute.precision=float32",
          "train.compute.threads=1",
          "train.bins=2",
          "train.shared.epochs=1",
          "train.shared.validation-windows=8",
          "train.adapter.epochs=1",
          "train.adapter.validation-windows=8",
          "generate.samples-per-author=2",
          "generate.max-new-tokens=8",
          "evaluate.resamples=50");

  @TempDir Path folder;

  @Test
  void everyStageRunsAndResumingRepeatsNothingThatIsFinished() throws IOException {
    Path out = folder.resolve("out");
    assertThat(Main.execute(run(out))).isZero();
    assertThat(Main.execute("verify", "--out", out.toString())).isZero();
    Path commits = out.resolve("runs/first");
    byte[] trained = Files.readAllBytes(commits.resolve("train.json"));
    for (String stage : List.of("generate", "evaluate", "report")) {
      Files.delete(commits.resolve(stage + ".json"));
    }

    int code = Main.execute("resume", "--out", out.toString(), "--run-id", "first");

    assertThat(code).isZero();
    assertThat(commits.resolve("report.json")).exists();
    // A commit holds its time and duration: a repeated stage would write other bytes.
    assertThat(commits.resolve("train.json")).hasBinaryContent(trained);
    assertThat(Main.execute("verify", "--out", out.toString())).isZero();
  }

  private String[] run(Path out) {
    List<String> arguments = new ArrayList<>(List.of("run", "--yes", "--run-id", "first"));
    arguments.addAll(List.of("--input", SAMPLE, "--out", out.toString()));
    arguments.addAll(List.of("--base-model", model().toString()));
    SMALL.forEach(set -> arguments.addAll(List.of("--set", set)));
    return arguments.toArray(String[]::new);
  }

  private Path model() {
    ChatTokenizer tokenizer = ChatTokenizer.truncated(VOCABULARY);
    Gpt2Config tiny = new Gpt2Config(VOCABULARY, 128, 32, 2, 2, tokenizer.endOfText(), 1e-5);
    Path model = folder.resolve("model");
    Gpt2Weights.initialize(tiny, 1).write(model, TensorType.F32);
    tokenizer.writeHuggingFaceFiles(model);
    return model;
  }
}
