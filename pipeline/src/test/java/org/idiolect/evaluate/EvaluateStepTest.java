package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class EvaluateStepTest {
  private static final StructType ADAPTERS =
      new StructType()
          .add("author_id", DataTypes.StringType)
          .add("rank", DataTypes.IntegerType)
          .add("alpha", DataTypes.DoubleType)
          .add("targets", DataTypes.StringType)
          .add("steps", DataTypes.IntegerType)
          .add("status", DataTypes.StringType)
          .add("base_sha256", DataTypes.StringType)
          .add("tensors", DataTypes.BinaryType);
  private static final FakeModels MODELS = new FakeModels(1000, 100);

  @Test
  void eachMessageIsScoredOnceUnderEachModelThatFitsIt(SparkSession spark) {
    List<Row> rows = score(spark, 16, 2);

    assertThat(rows.stream().map(EvaluateStepTest::key))
        .containsExactlyInAnyOrder(
            "m1 base null",
            "m1 shared null",
            "m1 author ann",
            "m1 swapped bob",
            "m2 base null",
            "m2 shared null",
            "m2 author bob",
            "m2 swapped ann",
            "m3 base null",
            "m3 shared null");
  }

  @Test
  void partsOfALongMessageAreJoined(SparkSession spark) {
    Row long2 =
        score(spark, 16, 2).stream().filter(r -> key(r).equals("m2 author bob")).findFirst().get();

    assertThat(long2.<Integer>getAs("tokens")).isEqualTo(3 + 4);
    assertThat(long2.<Integer>getAs("words")).isEqualTo(5);
    assertThat(long2.<Integer>getAs("bytes")).isEqualTo(30);
    // The fake's vocabulary is the adapter's rank, 20 for bob.
    assertThat(long2.<Double>getAs("nll_nats")).isCloseTo(7 * Math.log(20), within(1e-5));
    assertThat(long2.<Double>getAs("header_nll_nats")).isCloseTo(2 * Math.log(20), within(1e-5));
  }

  @Test
  void batchesAndPartitionsChangeNoDigit(SparkSession spark) {
    assertThat(sorted(score(spark, 1, 1))).isEqualTo(sorted(score(spark, 1000, 5)));
  }

  @Test
  void theControlIsAnAdapterTrainedForAsLong(SparkSession spark) {
    Dataset<Row> trained =
        spark.createDataFrame(
            List.of(adapter("a", 1, 900), adapter("b", 1, 10), adapter("c", 1, 12)), ADAPTERS);

    assertThat(EvaluateStep.assignments(trained).collectAsList().stream().map(Row::toString))
        .containsExactlyInAnyOrder(
            "[a,a,author]",
            "[b,b,author]",
            "[c,c,author]",
            "[b,c,swapped]",
            "[c,a,swapped]",
            "[a,c,swapped]");
  }

  @Test
  void withoutAdaptersOnlyBaseAndSharedAreScored(SparkSession spark) {
    Dataset<Row> none = spark.createDataFrame(List.<Row>of(), ADAPTERS);
    assertThat(
            EvaluateStep.score(windows(spark), none, MODELS, EvaluateConfig.defaults())
                .collectAsList())
        .hasSize(6);
  }

  private static List<Row> score(SparkSession spark, int batchTokens, int partitions) {
    Dataset<Row> adapters =
        spark.createDataFrame(
            List.of(adapter("ann", 10, 5), adapter("bob", 20, 6), failed("cyd")), ADAPTERS);
    EvaluateConfig config =
        new EvaluateConfig(List.of("test"), batchTokens, partitions, 100, 10, 1, 1, 2, 1);
    Dataset<Row> scored = EvaluateStep.score(windows(spark), adapters, MODELS, config);
    assertThat(scored.schema().catalogString()).isEqualTo(MessageNll.SCHEMA.catalogString());
    return scored.collectAsList();
  }

  /**
   * Ann, then the first part of Bob's long message; its rest, with Ann as context; a training row.
   */
  private static Dataset<Row> windows(SparkSession spark) {
    Row ann = span("ann", "m1", 1, 3, 6, 2, 8);
    Row start = span("bob", "m2", 6, 8, 11, 5, 30);
    Row rest = span("bob", "m2", 3, 3, 7, 0, 0);
    Row cyd = span("cyd", "m3", 7, 9, 12, 1, 4);
    return spark.createDataFrame(
        List.of(
            window("w1", "test", 11, 1, ann, start),
            window("w2", "test", 12, 3, rest, cyd),
            window("w3", "train", 11, 1, span("ann", "m0", 1, 3, 11, 1, 1))),
        TokenWindow.SCHEMA);
  }

  private static Row window(String id, String split, int tokens, int scoredFrom, Row... spans) {
    return RowFactory.create(
        id,
        "c",
        "s",
        split,
        0,
        new ArrayList<>(Collections.nCopies(tokens, 7)),
        List.of(spans),
        scoredFrom);
  }

  private static Row span(Object... values) {
    return RowFactory.create(values);
  }

  private static Row adapter(String author, int rank, int steps) {
    return RowFactory.create(
        author, rank, 16.0, "attn.c_attn", steps, "trained", "base", new byte[] {1});
  }

  private static Row failed(String author) {
    return RowFactory.create(author, 1, 16.0, "attn.c_attn", 0, "failed", "base", new byte[0]);
  }

  private static String key(Row row) {
    return row.getAs("message_id")
        + " "
        + row.getAs("model")
        + " "
        + row.getAs("adapter_author_id");
  }

  private static List<String> sorted(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().collect(Collectors.toList());
  }
}
