package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while the shared model trains, at steps drawn from a seed, and while the
 * adapters train; what is trained in the end is what an undisturbed run trains, to the bit.
 */
class CrashTest {
  private static final String SAMPLE = "../data-samples/exports/generic/eleanor-zoe.csv";
  private static final int VOCABULARY = 512;
  private static final int CHECKPOINT_STEPS = 4;

  private static final List<String> SMALL =
      List.of(
          "privacy.key-file=public-demo-key",
          "window.block-size=48",
          "window.stride=24",
          "window.authors.minimum-train-messages=20",
          "train.compute.precision=float32",
          "train.compute.threads=1",
          "train.bins=1",
          "train.shared.epochs=2",
          "train.shared.batch-size=2",
          "train.shared.dropout=0.1",
          "train.shared.patience=0",
          "train.shared.validations-per-epoch=1",
          "train.shared.validation-windows=4",
          "train.shared.checkpoint-steps=" + CHECKPOINT_STEPS,
          "train.adapter.epochs=4",
          "train.adapter.batch-size=2",
          "train.adapter.patience=0",
          "generate.samples-per-author=1",
          "generate.max-new-tokens=4",
          "transcripts.conversations=2",
          "transcripts.lines=3",
          "evaluate.resamples=50");

  private final Random random = new Random(20261123);

  @TempDir Path folder;

  @Test
  void aRunWhoseProcessesAreKilledEndsAsAnUndisturbedOne() throws Exception {
    Path disturbed = folder.resolve("disturbed");
    int first = CHECKPOINT_STEPS * (2 + random.nextInt(5));
    int second = first + CHECKPOINT_STEPS * (2 + random.nextInt(5));
    KilledProgram.start(folder, run(disturbed)).await(() -> newest(disturbed) >= first).kill();
    assertThat(disturbed.resolve("runs/first/train-shared.json")).doesNotExist();
    Path undisturbed = untrained(disturbed, "undisturbed");
    Path executorKilled = untrained(disturbed, "executor");
    List<String> resume = List.of("resume", "--out", disturbed.toString(), "--run-id", "first");
    KilledProgram.start(folder, resume).await(() -> newest(disturbed) >= second).kill();
    assertThat(disturbed.resolve("runs/first/train-shared.json")).doesNotExist();

    assertThat(Main.execute(train(disturbed).toArray(String[]::new))).isZero();
    assertThat(Main.execute(train(undisturbed).toArray(String[]::new))).isZero();
    KilledProgram cluster =
        KilledProgram.startWithExecutor(
            Files.createDirectory(folder.resolve("spark")), train(executorKilled));
    cluster.await(() -> newest(executorKilled) >= second).killExecutors();
    cluster.await(() -> isTrainingAuthors(executorKilled)).killExecutors();
    assertThat(executorKilled.resolve("runs/first/train.json")).doesNotExist();
    assertThat(cluster.exitCode()).as(cluster.log()).isZero();

    for (Path out : List.of(disturbed, executorKilled)) {
      assertThat(sha256(out)).as(out.toString()).isEqualTo(sha256(undisturbed));
      assertThat(steps(out))
          .as(out.toString())
          .isEqualTo(steps(undisturbed))
          .doesNotHaveDuplicates();
      assertThat(adapters(out))
          .as(out.toString())
          .isEqualTo(adapters(undisturbed))
          .hasSize(2)
          .doesNotHaveDuplicates();
    }
  }

  /** Whether the task that trains the authors has opened its file. */
  private static boolean isTrainingAuthors(Path out) {
    Path kept = out.resolve("runs/first/staging/train/kept/trained_authors/_temporary");
    if (!Files.isDirectory(kept)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(kept)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("part-"));
    } catch (IOException | UncheckedIOException e) {
      return false; // a folder that is just being made or moved
    }
  }

  /** Author, steps and hash of every adapter. */
  private static List<String> adapters(Path out) {
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      return spark
          .read()
          .parquet(out.resolve("tables/adapters/run_id=first").toString())
          .select("author_id", "status", "steps", "sha256")
          .orderBy("author_id")
          .collectAsList()
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  private static String sha256(Path out) {
    return Gpt2Weights.read(out.resolve("runs/first/models/shared")).sha256();
  }

  /** Every logged step with its losses; seconds are all that may differ. */
  private static List<String> steps(Path out) {
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      return spark
          .read()
          .parquet(out.resolve("tables/training_shared/run_id=first").toString())
          .drop("seconds")
          .orderBy("step", "split")
          .collectAsList()
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  /** The last step whose checkpoint is complete; -1 before the first. */
  private static int newest(Path out) {
    Path checkpoints = out.resolve("runs/first/checkpoints/shared");
    if (!Files.isDirectory(checkpoints)) {
      return -1;
    }
    try (Stream<Path> homes = Files.list(checkpoints)) {
      return homes
          .filter(home -> Files.exists(home.resolve("SHA256SUMS")))
          .mapToInt(home -> Integer.parseInt(home.getFileName().toString().substring(5)))
          .max()
          .orElse(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of an output in which nothing has been trained. */
  private Path untrained(Path out, String name) throws IOException {
    Path copy = folder.resolve(name);
    var left = FileSystems.getDefault().getPathMatcher("glob:**/{checkpoints,staging}/**");
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(out.relativize(file));
        if (!left.matches(file)) {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }

  private List<String> run(Path out) {
    List<String> arguments = new ArrayList<>(List.of("run", "--yes", "--run-id", "first"));
    arguments.addAll(List.of("--input", SAMPLE, "--out", out.toString()));
    arguments.addAll(List.of("--base-model", model().toString()));
    SMALL.forEach(set -> arguments.addAll(List.of("--set", set)));
    return arguments;
  }

  private List<String> train(Path out) {
    List<String> arguments = new ArrayList<>(List.of("train", "--run-id", "first"));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of("--base-model", folder.resolve("model").toString()));
    SMALL.forEach(set -> arguments.addAll(List.of("--set", set)));
    return arguments;
  }

  private Path model() {
    ChatTokenizer tokenizer = ChatTokenizer.truncated(VOCABULARY);
    Gpt2Config tiny = new Gpt2Config(VOCABULARY, 48, 32, 2, 2, tokenizer.endOfText(), 1e-5);
    Path model = folder.resolve("model");
    Gpt2Weights.initialize(tiny, 1).write(model, TensorType.F32);
    tokenizer.writeHuggingFaceFiles(model);
    return model;
  }
}
