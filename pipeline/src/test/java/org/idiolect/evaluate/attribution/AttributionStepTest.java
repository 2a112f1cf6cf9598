package org.idiolect.evaluate.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.clean.Message;
import org.idiolect.generate.Sample;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Pooling;
import org.idiolect.model.Precision;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class AttributionStepTest {
  private static final Gpt2Config TINY = new Gpt2Config(512, 128, 32, 2, 2, 511, 1e-5);
  private static final List<String> AUTHORS = List.of("loud", "quiet", "round");
  private static final int TRAIN = 60;
  private static final int HELD_OUT = 25;

  @TempDir Path folder;

  @BeforeEach
  void writeModel() {
    Gpt2Weights.initialize(TINY, 1).write(folder, TensorType.F32);
    ChatTokenizer.truncated(512).writeHuggingFaceFiles(folder);
  }

  @Test
  void bothJudgesKnowPeopleWhoWriteDifferently(SparkSession spark) {
    AttributionStep step = trained(spark);
    List<Row> verdicts = step.judge(1).collectAsList();
    assertThat(heads(step.judge(3).collectAsList()))
        .as("partitions change no verdict")
        .isEqualTo(heads(verdicts));
    Dataset<Row> table = spark.createDataFrame(verdicts, Verdicts.SCHEMA);
    Map<String, Row> report =
        AttributionReport.of(table, AUTHORS.size()).collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row -> row.getString(2) + " " + row.getString(0) + " " + row.getInt(1),
                    row -> row));

    assertThat(report.keySet())
        .containsExactlyInAnyOrder(
            "attention test 1",
            "attention test 10",
            "attention author 1",
            "ngrams test 1",
            "ngrams test 10",
            "ngrams author 1");
    assertThat(texts(report, "attention test 1")).isEqualTo(3 * HELD_OUT);
    // 25 messages are two texts of ten; five are left over.
    assertThat(texts(report, "attention test 10")).isEqualTo(3 * 2);
    assertThat(texts(report, "ngrams author 1")).isEqualTo(4);
    for (String judge : List.of("attention", "ngrams")) {
      Row single = report.get(judge + " test 1");
      assertThat(single.<Double>getAs("top1")).isGreaterThan(0.9);
      assertThat(single.<Double>getAs("macro_f1")).isGreaterThan(0.9);
      assertThat(single.<Double>getAs("low")).isLessThan(single.<Double>getAs("top1"));
      assertThat(single.<Double>getAs("chance")).isEqualTo(1 / 3.0);
    }
    // "loud" is imitated well; the imitation of "quiet" shouts, and no judge takes it for quiet.
    assertThat(report.get("ngrams author 1").<Double>getAs("top1")).isEqualTo(0.5);
    assertThat(report.get("attention author 1").<Double>getAs("top1")).isEqualTo(0.5);
    assertThat(verdicts)
        .allSatisfy(
            row -> {
              Map<String, Double> scores = row.getJavaMap(row.fieldIndex("scores"));
              double sum = scores.values().stream().mapToDouble(Math::exp).sum();
              assertThat(sum).isCloseTo(1, within(1e-6));
            });
  }

  private static long texts(Map<String, Row> report, String key) {
    return report.get(key).<Long>getAs("texts");
  }

  private static Map<String, String> heads(List<Row> verdicts) {
    return verdicts.stream()
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs("judge") + row.<String>getAs("text_id"),
                row -> row.<String>getAs("predicted_author_id") + row.getAs("rank")));
  }

  private AttributionStep trained(SparkSession spark) {
    JudgeConfig config =
        new JudgeConfig(
            true, 3, List.of(1, 10), 100, 6, 512, 1e-2, 0.5, 8, Pooling.ATTENTION, 2, 1);
    AttributionStep step =
        AttributionStep.of(
            spark.createDataFrame(messages(), Message.SCHEMA).repartition(2),
            spark.createDataFrame(
                List.of(window("train"), window("validation"), window("test")), TokenWindow.SCHEMA),
            spark.createDataFrame(samples(), Sample.SCHEMA),
            AUTHORS,
            config,
            folder.toString(),
            folder.resolve("head").toString(),
            new ComputeConfig("cpu", Precision.FLOAT32, 1));
    List<Row> epochs = step.train().collectAsList();
    assertThat(epochs).hasSize(6);
    assertThat(epochs.get(5).<Double>getAs("author_nll_nats"))
        .isLessThan(epochs.get(0).<Double>getAs("author_nll_nats"));
    return step;
  }

  private static List<Row> messages() {
    List<Row> messages = new ArrayList<>();
    Random random = new Random(5);
    for (String author : AUTHORS) {
      for (int i = 0; i < TRAIN + 2 * HELD_OUT; i++) {
        String split = i < TRAIN ? "train" : i < TRAIN + HELD_OUT ? "validation" : "test";
        messages.add(message(author, split, i, text(author, random)));
      }
    }
    return messages;
  }

  private static String text(String author, Random random) {
    int number = random.nextInt(100);
    return switch (author) {
      case "loud" -> "NO WAY, " + number + "!!";
      case "quiet" -> "hm, about " + number + ".";
      default -> "(o) " + number + " (o)";
    };
  }

  private static List<Row> samples() {
    return List.of(
        sample(1, "loud", "NO WAY, 7!!"),
        sample(2, "loud", "NO WAY, 12!!"),
        sample(3, "quiet", "NO WAY, 7!!"),
        sample(4, "quiet", "NO WAY, 44!!"));
  }

  private static Row sample(int id, String author, String text) {
    return RowFactory.create(
        "s" + id,
        author,
        "author",
        0,
        "c",
        "s",
        "",
        text,
        "",
        1L,
        1.0,
        0,
        1.0,
        "end_of_message",
        3,
        0,
        true);
  }

  private static Row message(String author, String split, int i, String text) {
    return RowFactory.create(
        author + i,
        "discord",
        "c",
        split,
        author,
        new Timestamp(i * 1000L),
        i,
        "text",
        text,
        null,
        null,
        3,
        4,
        1,
        "source");
  }

  private static Row window(String split) {
    return RowFactory.create("w" + split, "c", split, split, 0, new int[] {0}, new Row[0], 1);
  }
}
