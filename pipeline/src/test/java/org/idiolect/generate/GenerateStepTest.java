package org.idiolect.generate;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class GenerateStepTest {
  private static final ChatTokenizer BYTES = ChatTokenizer.truncated(257);
  private static final Gpt2Config TINY = new Gpt2Config(257, 128, 16, 1, 2, 256, 1e-5);
  private static final LoraConfig LORA = new LoraConfig(2, 4, List.of(LoraTarget.C_ATTN));
  private static final Gpt2Weights WEIGHTS = Gpt2Weights.initialize(TINY, 1);
  private static final String CHAT = "2021-03-14\nA 12:06: are you there\nB 12:07:";

  @TempDir Path model;

  @BeforeEach
  void writeModel() {
    WEIGHTS.write(model, TensorType.F32);
    BYTES.writeHuggingFaceFiles(model);
  }

  @Test
  void whoHasNoAdapterIsImitatedWithTheLatestTrainingMessagesInThePrompt(SparkSession spark) {
    List<Row> samples = samples(spark, WEIGHTS.sha256());

    assertThat(samples.stream().map(row -> row.getAs("author_id") + " " + row.getAs("model")))
        .containsExactlyInAnyOrder("ann base", "ann shared", "ann author", "bo prompted");
    for (Row sample : samples) {
      boolean prompted = sample.getAs("model").equals("prompted");
      assertThat(sample.<Integer>getAs("latest_messages")).isEqualTo(prompted ? 2 : 0);
      assertThat(sample.<String>getAs("prompt"))
          .isEqualTo(
              "<|endoftext|>"
                  + (prompted ? "2021-03-01\nB 12:00: two\nB 12:01: six\n" : "")
                  + CHAT);
    }
  }

  @Test
  void anAdapterOfAnotherBaseIsRefusedWithBothHashes(SparkSession spark) {
    assertThatThrownBy(() -> samples(spark, "0123abc"))
        .hasStackTraceContaining("0123abc")
        .hasStackTraceContaining(WEIGHTS.sha256());
  }

  private List<Row> samples(SparkSession spark, String baseSha256) {
    GenerationTask task =
        new GenerationTask(
            model.toString(),
            model.toString(),
            128,
            new GenerateConfig(1, 1, 2, 1, 1, 1, 1, 1, 4, 1),
            new ComputeConfig("cpu", Precision.FLOAT32, 1));
    List<Row> windows = new ArrayList<>();
    for (String author : List.of("ann", "bo", "cy")) {
      windows.add(window(author, "old-" + author, Split.TRAIN));
      windows.add(window(author, "new-" + author, Split.TEST));
    }
    return GenerateStep.generate(
            messages(spark),
            spark.createDataFrame(windows, TokenWindow.SCHEMA),
            spark.sql(
                "select * from values ('ann', 9L), ('bo', 5L), ('cy', 4L)"
                    + " as t(author_id, train_messages)"),
            adapters(spark, baseSha256),
            task,
            1)
        .collectAsList();
  }

  private static Dataset<Row> messages(SparkSession spark) {
    return spark.sql(
        "select 'c' as conversation_id, session_id, author_id, message_id, kind,"
            + " timestamp(sent_at) as sent_at, text from values"
            + " ('old-bo', 'bo', 'm1', 'text', '2021-03-01T11:59:00Z', 'one'),"
            + " ('old-bo', 'bo', 'm2', 'text', '2021-03-01T12:00:00Z', 'two'),"
            + " ('old-bo', 'bo', 'm3', 'text', '2021-03-01T12:01:00Z', 'six'),"
            + " ('old-bo', 'bo', 'm4', 'media', '2021-03-01T12:02:00Z', ''),"
            + " ('new-bo', 'bo', 'm5', 'text', '2021-03-14T12:07:00Z', 'held out'),"
            + " ('old-cy', 'cy', 'm6', 'text', '2021-03-01T12:00:00Z', 'cy')"
            + " as t(session_id, author_id, message_id, kind, sent_at, text)");
  }

  private static Dataset<Row> adapters(SparkSession spark, String baseSha256) {
    byte[] tensors = LoraAdapter.initialize(TINY, LORA, 3).toBytes();
    return spark
        .sql(
            "select 'ann' as author_id, 2 as rank, 4d as alpha, 'C_ATTN' as targets, '"
                + baseSha256
                + "' as base_sha256, 'trained' as status")
        .withColumn("tensors", lit(tensors));
  }

  private static Row window(String author, String session, Split split) {
    int[] chat = BYTES.encode(CHAT);
    int[] content = BYTES.encode(" yes\n");
    int[] tokenIds = new int[1 + chat.length + content.length];
    tokenIds[0] = BYTES.endOfText();
    System.arraycopy(chat, 0, tokenIds, 1, chat.length);
    System.arraycopy(content, 0, tokenIds, 1 + chat.length, content.length);
    int start = 1 + chat.length;
    Span span = new Span(author, session, start - 8, start, tokenIds.length, 1, 3);
    return new TokenWindow(session, "c", session, split, 0, tokenIds, List.of(span), 1).toRow();
  }
}
