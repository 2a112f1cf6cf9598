package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
  private static final int OUT_OF_VOCABULARY = 64;

  @TempDir Path model;

  @BeforeEach
  void writeModel() {
    Gpt2Weights.initialize(TINY, 1).write(model, TensorType.F32);
  }

  @Test
  void orderAndPartitionsOfTheInputChangeNoAdapter(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo", "cy"));
    Map<String, String> expected = sha256ByAuthor(train(spark, rows, 1, 1));
    Collections.shuffle(rows, new Random(4));

    assertThat(expected).hasSize(3).doesNotContainValue(null);
    assertThat(sha256ByAuthor(train(spark, rows, 5, 2))).isEqualTo(expected);
  }

  @Test
  void anAuthorWhoCannotBeTrainedIsNamedAndTheOthersGoOn(SparkSession spark) {
    List<Row> rows = windows(List.of("ann", "bo"));
    rows.add(window("cy", Split.TRAIN, 0, OUT_OF_VOCABULARY));
    rows.add(window("cy", Split.VALIDATION, 1, OUT_OF_VOCABULARY));

    Map<String, String> statuses = new TreeMap<>();
    for (Row row : train(spark, rows, 2, 1)) {
      statuses.put(row.getAs("author_id"), row.getAs("status"));
    }

    assertThat(statuses)
        .isEqualTo(
            Map.of("ann", AdapterRow.TRAINED, "bo", AdapterRow.TRAINED, "cy", AdapterRow.FAILED));
  }

  private List<Row> train(SparkSession spark, List<Row> rows, int partitions, int bins) {
    Dataset<Row> windows = spark.createDataFrame(rows, TokenWindow.SCHEMA).repartition(partitions);
    Dataset<Row> authors =
        spark.sql(
            "select * from values ('ann', 90L, true), ('bo', 80L, true), ('cy', 70L, true),"
                + " ('dee', 5L, false) as t(author_id, tokens, eligible)");
    AdapterTraining training =
        new AdapterTraining(
            model.toString(),
            new LoraConfig(2, 4, List.of(LoraTarget.C_ATTN)),
            TrainConfigs.training(1, Objective.L3, 0),
            new ComputeConfig("cpu", Precision.FLOAT32, 1));
    ProgressBoard progress = new ProgressBoard();
    spark.sparkContext().register(progress);
    return TrainAdaptersStep.adapters(
            TrainAdaptersStep.train(windows, authors, bins, training, progress))
        .collectAsList();
  }

  private static Map<String, String> sha256ByAuthor(List<Row> adapters) {
    Map<String, String> sums = new TreeMap<>();
    adapters.forEach(row -> sums.put(row.getAs("author_id"), row.getAs("sha256")));
    return sums;
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
