package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.jobs.PeftFolder;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
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
          "transcripts.conversations=2",
          "transcripts.lines=3",
          "evaluate.resamples=50");

  @TempDir Path folder;

  @Test
  void everyStageRunsAndResumingRepeatsNothingThatIsFinished() throws IOException {
    Path out = folder.resolve("out");
    Path events = Files.createDirectory(folder.resolve("events"));
    System.setProperty("spark.eventLog.enabled", "true");
    System.setProperty("spark.eventLog.dir", events.toUri().toString());
    assertThat(Main.execute(run(out))).isZero();
    System.clearProperty("spark.eventLog.enabled");
    requireNamedStages(EventLog.read(events));
    requireReport(out, "run", List.of(true, true, true, true, true, true, true));
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
    requireReport(out, "resume", List.of(false, false, false, false, true, true, true));
    aLearningCurveIsMeasuredOnTheSameMessagesAndEndsWhereTheRunDid(out);
    anAdapterTrainedElsewhereIsTheAuthorsInANewRun(out);
    authorsWhoseTrainingBreaksDownAreNamedAndTheRunEnds(out);
  }

  /** With all messages and the run's seed the subset is no subset. */
  private void aLearningCurveIsMeasuredOnTheSameMessagesAndEndsWhereTheRunDid(Path out) {
    String[] few = {"--messages", "5,20", "--people", "1", "--seeds", "1,2"};
    String[] enough = {
      "--set", "evaluate.minimum-test-messages=5", "--set", "evaluate.minimum-test-sessions=1"
    };
    String[] curve = with(with(stage("learning-curve", out, "first"), few), enough);

    assertThat(Main.execute(curve)).isZero();

    assertThat(out.resolve("runs/first/learning-curve.html")).content().contains("<circle");
    assertThat(Main.execute("verify", "--out", out.toString(), "--run-id", "first")).isZero();
    List<Row> points = rows(out, "learning_curve");
    Row shared = points.get(0);
    assertThat(shared.<String>getAs("model")).isEqualTo("shared");
    assertThat(points).hasSize(1 + 2 * 3);
    for (String same : List.of("author_id", "tokens", "bytes", "test_messages")) {
      assertThat(points)
          .extracting(row -> row.<Object>getAs(same))
          .containsOnly(shared.<Object>getAs(same));
    }
    List<Row> ofSeedOne =
        points.stream().filter(row -> Long.valueOf(1).equals(row.getAs("seed"))).toList();
    assertThat(ofSeedOne).extracting(row -> row.<Integer>getAs("n_messages")).startsWith(5, 20);
    assertThat(ofSeedOne).extracting(row -> row.<Long>getAs("trained_tokens")).isSorted();
    Row all = ofSeedOne.get(2);
    assertThat(all.<Double>getAs("nll_nats")).isCloseTo(ownNats(out, all), within(1e-3));
  }

  /** What the author's adapter of the run cost on the test split. */
  private static double ownNats(Path out, Row point) {
    return rows(out, "perplexity").stream()
        .filter(row -> row.getAs("author_id").equals(point.getAs("author_id")))
        .filter(row -> row.getAs("model").equals("author"))
        .mapToDouble(row -> row.getAs("nll_nats"))
        .sum();
  }

  private static List<Row> rows(Path out, String table) {
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      return spark
          .read()
          .parquet(out.resolve("tables/" + table + "/run_id=first").toString())
          .collectAsList();
    }
  }

  private void anAdapterTrainedElsewhereIsTheAuthorsInANewRun(Path out) throws IOException {
    Gpt2Weights shared = Gpt2Weights.read(out.resolve("runs/first/models/shared"));
    LoraConfig lora = new LoraConfig(3, 6, List.of(LoraTarget.C_ATTN));
    LoraAdapter elsewhere = LoraAdapter.initialize(shared.config(), lora, 5);
    Path folder = this.folder.resolve("elsewhere");
    PeftFolder.write(folder, elsewhere, "base", "");

    assertThat(importing(out, folder, "imported")).isZero();

    String[] export = {
      "export", "--out", out.toString(), "--author", "Eleanor Quillfeather", "--to"
    };
    Path exported = this.folder.resolve("exported");
    assertThat(Main.execute(with(export, exported.toString(), "--run-id", "imported"))).isZero();
    assertThat(PeftFolder.read(exported, shared.config(), shared.sha256()).sha256())
        .isEqualTo(elsewhere.sha256());
    String[] verify = {"verify", "--out", out.toString(), "--run-id"};
    assertThat(Main.execute(with(verify, "imported"))).isZero();
    assertThat(Main.execute(with(verify, "first"))).isZero();
    assertThat(importing(out, folder, "imported")).isEqualTo(3);
    PeftFolder.write(folder, elsewhere, "base", "", Map.of("base_sha256", "other"));
    assertThat(importing(out, folder, "refused")).isEqualTo(3);
    assertThat(out.resolve("runs/refused/train.json")).doesNotExist();
  }

  /** A rate at which the first step spoils every adapter; what comes next does without. */
  private void authorsWhoseTrainingBreaksDownAreNamedAndTheRunEnds(Path out) throws IOException {
    Path commits = out.resolve("runs/first");
    for (String stage : List.of("train", "generate", "evaluate", "report")) {
      Files.delete(commits.resolve(stage + ".json"));
    }
    String[] spoilt =
        with(stage("train", out, "first"), "--set", "train.adapter.learning-rate=1e30");

    assertThat(Main.execute(spoilt)).isEqualTo(6);

    JsonNode train = new ObjectMapper().readTree(commits.resolve("train.json").toFile());
    assertThat(train.path("counts").path("adapters.failed").asInt()).isEqualTo(2);
    assertThat(train.path("notes").toString()).contains("is not finite at step 1");
    assertThat(Main.execute(stage("generate", out, "first"))).isZero();
  }

  private String[] stage(String name, Path out, String runId) {
    List<String> arguments = new ArrayList<>(List.of(name, "--out", out.toString()));
    arguments.addAll(List.of("--run-id", runId));
    arguments.addAll(List.of("--base-model", folder.resolve("model").toString()));
    SMALL.forEach(set -> arguments.addAll(List.of("--set", set)));
    return arguments.toArray(String[]::new);
  }

  private static int importing(Path out, Path adapter, String runId) {
    return Main.execute(
        "import",
        "--out",
        out.toString(),
        "--run-id",
        "first",
        "--author",
        "Eleanor Quillfeather",
        "--adapter",
        adapter.toString(),
        "--new-run-id",
        runId);
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }

  /** What a person sees in Spark's UI and history server. */
  private static void requireNamedStages(EventLog log) throws IOException {
    assertThat(log.ofJobs("spark.jobGroup.id"))
        .isNotEmpty()
        .isSubsetOf("ingest", "prepare", "train", "generate", "evaluate", "report");
    assertThat(log.ofJobs("spark.job.description"))
        .contains("read the exports", "train the shared model", "compare styles")
        .allMatch(description -> description.matches("[a-z][a-z, -]+"));
    assertThat(log.stageNames())
        .contains("train one adapter per author")
        .allMatch(name -> name.matches("[a-z][a-z, -]+"));
    List<String> messages = Files.readAllLines(Path.of(SAMPLE)).stream().skip(1).limit(50).toList();
    for (String message : messages) {
      String text = message.substring(message.lastIndexOf(',') + 1);
      assertThat(text.length() > 12 && log.text().contains(text)).isFalse();
    }
  }

  /** The run report says what its schema says, and which stages the command wrote. */
  private static void requireReport(Path out, String command, List<Boolean> written)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode report = json.readTree(out.resolve("runs/first/run-report.json").toFile());
    JsonNode schema = json.readTree(Path.of("../conf/run-report.schema.json").toFile());
    requireSchema("report", report, schema);
    assertThat(report.path("command").asText()).isEqualTo(command);
    assertThat(report.path("end").path("state").asText()).isEqualTo("done");
    assertThat(report.path("stages").findValues("writtenNow").stream().map(JsonNode::asBoolean))
        .containsExactlyElementsOf(written);
  }

  /** Exactly the keys that the schema describes, all the way down. */
  private static void requireSchema(String where, JsonNode value, JsonNode schema) {
    assertThat(schema.path("description").asText()).as(where).isNotEmpty();
    if (schema.has("properties")) {
      assertThat(value.fieldNames())
          .as(where)
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(() -> schema.path("properties").fieldNames());
      value
          .fields()
          .forEachRemaining(
              field ->
                  requireSchema(
                      where + "." + field.getKey(),
                      field.getValue(),
                      schema.path("properties").path(field.getKey())));
    }
    if (schema.path("items").has("properties")) {
      value.forEach(item -> requireSchema(where + "[]", item, schema.path("items")));
    }
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
