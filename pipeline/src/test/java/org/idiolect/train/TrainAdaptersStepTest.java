package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Percentage;
import org.idiolect.SparkExtension;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.Precision;
import org.idiolect.model.TensorType;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class TrainAdaptersStepTest {
  private static final Gpt2Config TINY = new Gpt2Config(64, 32, 32, 2, 2, 63, 1e-5);
  private static final LoraConfig LORA = new LoraConfig(2, 4, List.of(LoraTarget.C_ATTN));
  private static final RankTiers ONE_RANK = RankTiers.none(LORA);
  private static final int OUT_OF_VOCABULARY = 64;

  @TempDir Path model;

  @BeforeEach
  void writeModel() {
    Gpt2Weights.initialize(TINY, 1).write(model, TensorType.F32);
  }

  @Test
  void orderAndPartitionsOfTheInputChangeNoAdapter(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo", "cy"));
    Map<String, Object> expected = column(train(spark, rows, 1, 1, 1), "sha256");
    Collections.shuffle(rows, new Random(4));

    assertThat(expected).hasSize(3).doesNotContainValue(null);
    assertThat(column(train(spark, rows, 5, 2, 1), "sha256")).isEqualTo(expected);
  }

  @Test
  void aCohortChangesAnAdapterByRoundingOnly(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo", "cy"));
    rows.add(window("cy", Split.TRAIN, 9, 7));
    List<Row> alone = train(spark, rows, 1, 1, 1);

    for (int size : new int[] {2, 3, 8}) {
      List<Row> together = train(spark, rows, 2, 1, size);
      assertThat(column(together, "cohort")).containsEntry("ann", size);
      assertThat(column(together, "steps")).isEqualTo(column(alone, "steps"));
      Map<String, Object> losses = column(together, "validation_nll");
      column(alone, "validation_nll")
          .forEach(
              (author, loss) ->
                  assertThat((Double) losses.get(author))
                      .isCloseTo((Double) loss, Percentage.withPercentage(1e-3)));
    }
    assertThat(column(alone, "steps").values()).allMatch(steps -> (Integer) steps > 0);
  }

  @Test
  void anAuthorWhoCannotBeTrainedIsNamedWithTheCauseAndTheOthersGoOn(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo"));
    Map<String, Object> expected = column(train(spark, rows, 1, 1, 1), "sha256");
    rows.add(window("cy", Split.TRAIN, 0, OUT_OF_VOCABULARY));
    rows.add(window("cy", Split.VALIDATION, 1, OUT_OF_VOCABULARY));

    for (int size : new int[] {1, 3}) {
      List<Row> adapters = train(spark, rows, 2, 1, size);

      assertThat(column(adapters, "status"))
          .isEqualTo(
              Map.of("ann", AdapterRow.TRAINED, "bo", AdapterRow.TRAINED, "cy", AdapterRow.FAILED));
      assertThat(column(adapters, "error")).extractingByKey("cy").asString().contains("id 64");
      assertThat(column(adapters, "sha256"))
          .containsEntry("ann", expected.get("ann"))
          .containsEntry("bo", expected.get("bo"))
          .containsEntry("cy", null);
    }
  }

  @Test
  void anEligibleAuthorWithoutTrainingWindowsHasARowWithTheReason(SparkSession spark) {
    List<Row> rows = windows(List.of("ann"));
    rows.add(window("bo", Split.VALIDATION, 1, 5));

    List<Row> adapters = train(spark, rows, 2, 1, 2);

    assertThat(column(adapters, "status"))
        .isEqualTo(
            Map.of("ann", AdapterRow.TRAINED, "bo", AdapterRow.FAILED, "cy", AdapterRow.FAILED));
    assertThat(column(adapters, "error"))
        .extractingByKeys("bo", "cy")
        .allSatisfy(error -> assertThat(error).asString().contains("no training window"));
    assertThat(TrainAdaptersStep.failures(spark.createDataFrame(adapters, AdapterRow.SCHEMA)))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("author bo has no adapter: no training window");
  }

  @Test
  void moreDataHasMoreRank(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo", "cy"));
    RankTiers tiers = RankTiers.parse(LORA, List.of("A=4"));

    List<Row> adapters = train(spark, rows, 1, 1, new CohortConfig(4, 1000), tiers);

    assertThat(column(adapters, "rank")).isEqualTo(Map.of("ann", 4, "bo", 4, "cy", 2));
    assertThat(column(adapters, "alpha")).isEqualTo(Map.of("ann", 8.0, "bo", 8.0, "cy", 4.0));
  }

  @Test
  void theMeasuredCohortFitsTheMemory(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo", "cy"));

    List<Row> measured = train(spark, rows, 1, 1, new CohortConfig(0, 1000), ONE_RANK);
    List<Row> bounded = train(spark, rows, 1, 1, new CohortConfig(8, 1), ONE_RANK);

    assertThat(column(measured, "cohort").values()).allMatch(size -> (Integer) size >= 1);
    // One slot: 1,024 parameters of 16 bytes, and 4 x 8 tokens of 34 x 32 x 2 float32: 295 kB.
    assertThat(column(bounded, "cohort")).containsEntry("ann", 3);
  }

  @Test
  void tasksSendTheDriverNoMoreForMoreAuthors(SparkSession spark) throws Exception {
    long few = bytesToTheDriver(spark, 4);
    long many = bytesToTheDriver(spark, 40);

    // 36 authors more: each has an adapter of 4 KB, and 6 windows.
    assertThat(many).isLessThan(few + 4_000);
  }

  /** Results of all tasks that train so many authors; what they train goes nowhere. */
  private long bytesToTheDriver(SparkSession spark, int authors) throws TimeoutException {
    List<Row> rows = new ArrayList<>();
    List<Row> people = new ArrayList<>();
    for (int author = 0; author < authors; author++) {
      String name = (char) ('a' + author % 8) + "-" + author;
      rows.addAll(windows(List.of(name)));
      people.add(RowFactory.create(name, "A", true));
    }
    StructType columns =
        StructType.fromDDL("author_id string not null, grade string, eligible boolean");
    AtomicLong bytes = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd task) {
            bytes.addAndGet(task.taskMetrics().resultSize());
          }
        };
    Dataset<Row> windows = spark.createDataFrame(rows, TokenWindow.SCHEMA).repartition(2).cache();
    Dataset<Row> authorRows = spark.createDataFrame(people, columns).repartition(1).cache();
    windows.count();
    authorRows.count();
    heardEverything(spark);
    spark.sparkContext().addSparkListener(listener);
    TrainAdaptersStep.train(
            windows,
            authorRows,
            2,
            training(new CohortConfig(8, 1000), ONE_RANK),
            new ProgressBoard())
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
    heardEverything(spark);
    spark.sparkContext().removeSparkListener(listener);
    return bytes.get();
  }

  private static void heardEverything(SparkSession spark) throws TimeoutException {
    spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
  }

  private List<Row> train(
      SparkSession spark, List<Row> rows, int partitions, int bins, int cohort) {
    return train(spark, rows, partitions, bins, new CohortConfig(cohort, 1000), ONE_RANK);
  }

  private List<Row> train(
      SparkSession spark,
      List<Row> rows,
      int partitions,
      int bins,
      CohortConfig cohort,
      RankTiers ranks) {
    Dataset<Row> windows = spark.createDataFrame(rows, TokenWindow.SCHEMA).repartition(partitions);
    Dataset<Row> authors =
        spark.sql(
            "select * from values ('ann', 'A', true), ('bo', 'A', true), ('cy', 'B', true),"
                + " ('dee', 'D', false) as t(author_id, grade, eligible)");
    ProgressBoard progress = new ProgressBoard();
    return TrainAdaptersStep.adapters(
            TrainAdaptersStep.train(windows, authors, bins, training(cohort, ranks), progress))
        .collectAsList();
  }

  private AdapterTraining training(CohortConfig cohort, RankTiers ranks) {
    return new AdapterTraining(
        model.toString(),
        ranks,
        TrainConfigs.training(3, Objective.L3, 0),
        cohort,
        new ComputeConfig("cpu", Precision.FLOAT32, 1));
  }

  private static Map<String, Object> column(List<Row> adapters, String name) {
    Map<String, Object> values = new TreeMap<>();
    adapters.forEach(row -> values.put(row.getAs("author_id"), row.getAs(name)));
    assertThat(values).hasSameSizeAs(adapters);
    return values;
  }

  private static List<Row> windows(List<String> authors) {
    List<Row> rows = new ArrayList<>();
    for (String author : authors) {
      for (int i = 0; i < 6; i++) {
        Split split = i < 4 ? Split.TRAIN : Split.VALIDATION;
        rows.add(window(author, split, i, 1 + i + author.charAt(0) - 'a'));
      }
    }
    return rows;
  }

  /** A window whose tokens from the third on are the author's, all the same. */
  private static Row window(String author, Split split, int index, int tokenId) {
    int[] tokenIds = {63, 2, 3, tokenId, tokenId, tokenId, tokenId, 4};
    Span span = new Span(author, author + index, 1, 3, tokenIds.length, 1, 4);
    String id = author + "-" + index;
    return new TokenWindow(id, "talk", id, split, 0, tokenIds, List.of(span), 1).toRow();
  }
}
