package org.idiolect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.idiolect.SparkExtension;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.Precision;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.TranscriptLine;
import org.idiolect.window.TranscriptParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class TranscriptStepTest {
  private static final ChatTokenizer BYTES = ChatTokenizer.truncated(257);
  private static final Gpt2Config TINY = new Gpt2Config(257, 256, 16, 1, 2, 256, 1e-5);
  private static final Gpt2Weights WEIGHTS = Gpt2Weights.initialize(TINY, 1);

  @TempDir Path model;

  @BeforeEach
  void writeModel() {
    WEIGHTS.write(model, TensorType.F32);
    BYTES.writeHuggingFaceFiles(model);
  }

  @Test
  void heldOutSessionsOfTwoPeopleGoOnInThreeWays(SparkSession spark) {
    List<Row> transcripts = goOn(spark, 9, 1);

    assertThat(transcripts.stream().map(row -> row.getAs("session_id") + " " + row.getAs("source")))
        .containsExactly(
            "pair free", "pair guided", "pair people", "two free", "two guided", "two people");
    Row people = transcripts.get(2);
    assertThat(people.<String>getAs("prompt"))
        .isEqualTo("2021-03-14\nA 12:00: m0\nB 12:01: m1\nA 12:02: m2\nB 12:03: m3\n");
    assertThat(people.<String>getAs("text")).isEqualTo("A 12:04: m4\nB 12:05: m5\nA 12:06: m6\n");
    assertThat(transcripts.stream().map(row -> row.<Boolean>getAs("synthetic")))
        .containsExactly(true, true, false, true, true, false);
  }

  @Test
  void whatIsGuidedFitsAndSaysHowOftenItHadToBeForced(SparkSession spark) {
    Row guided = goOn(spark, 9, 1).get(1);

    List<TranscriptLine> lines =
        TranscriptParser.parse(guided.<String>getAs("prompt") + guided.getAs("text"));
    // Random weights write no header: every turn is the rule's, the silent one a minute later.
    assertThat(lines.subList(4, 7).stream().map(line -> line.letter() + " " + line.time()))
        .containsExactly("A 12:04", "B 12:05", "A 12:06");
    assertThat(guided.<Integer>getAs("headers_sampled")).isEqualTo(12);
    assertThat(guided.<Integer>getAs("headers_refused")).isEqualTo(12);
    assertThat(guided.<Integer>getAs("turns_forced")).isEqualTo(3);
  }

  @Test
  void tasksChangeNothingAndTheNumberIsALimit(SparkSession spark) {
    assertThat(goOn(spark, 9, 2)).isEqualTo(goOn(spark, 9, 1));
    assertThat(goOn(spark, 1, 1)).hasSize(3);
    assertThat(goOn(spark, 0, 1)).isEmpty();
  }

  private List<Row> goOn(SparkSession spark, int conversations, int tasks) {
    GenerationTask task =
        new GenerationTask(
            model.toString(),
            model.toString(),
            128,
            new GenerateConfig(1, 1, 2, 1, 1, 1, 1, 1, 4, 1),
            new ComputeConfig("cpu", Precision.FLOAT32, 1));
    return TranscriptStep.goOn(
            messages(spark),
            spark.sql(
                "select * from values ('c', 'pair', 'test'), ('c', 'two', 'test'),"
                    + " ('c', 'three', 'test'), ('c', 'somebody', 'test'), ('c', 'short', 'test'),"
                    + " ('c', 'known', 'train') as t(conversation_id, session_id, split)"),
            adapters(spark),
            task,
            new TranscriptConfig(conversations, 3, 1),
            tasks)
        .orderBy("session_id", "source")
        .collectAsList();
  }

  private static Dataset<Row> messages(SparkSession spark) {
    List<String> rows = new ArrayList<>();
    addSession(rows, "pair", 8, "ann", "bo");
    addSession(rows, "two", 9, "bo", "cy");
    addSession(rows, "three", 9, "ann", "bo", "cy");
    addSession(rows, "somebody", 9, "ann", "unknown");
    addSession(rows, "short", 7, "ann", "bo");
    addSession(rows, "known", 9, "ann", "bo");
    return spark.sql(
        "select 'c' as conversation_id, session_id, author_id, message_index, message_id,"
            + " 'text' as kind, timestamp(sent_at) as sent_at, text from values "
            + String.join(", ", rows)
            + " as t(session_id, author_id, message_index, message_id, sent_at, text)");
  }

  private static void addSession(
      List<String> rows, String session, int messages, String... people) {
    for (int i = 0; i < messages; i++) {
      rows.add(
          "('%s', '%s', %d, '%s%d', '2021-03-14T12:0%d:00Z', 'm%d')"
              .formatted(session, people[i % people.length], i, session, i, i, i));
    }
  }

  /** Of two shapes: who got more rank, or came from elsewhere, talks to the others as well. */
  private static Dataset<Row> adapters(SparkSession spark) {
    LoraConfig other = new LoraConfig(1, 3, List.of(LoraTarget.C_FC));
    return adapter(spark, "ann", new LoraConfig(2, 4, List.of(LoraTarget.C_ATTN)))
        .unionByName(adapter(spark, "bo", other));
  }

  private static Dataset<Row> adapter(SparkSession spark, String author, LoraConfig lora) {
    return spark
        .sql(
            "select '%s' as author_id, %d as rank, %sd as alpha, '%s' as targets"
                .formatted(author, lora.rank(), lora.alpha(), lora.targets().get(0)))
        .withColumn("base_sha256", functions.lit(WEIGHTS.sha256()))
        .withColumn("status", functions.lit("trained"))
        .withColumn("tensors", functions.lit(LoraAdapter.initialize(TINY, lora, 3).toBytes()));
  }
}
