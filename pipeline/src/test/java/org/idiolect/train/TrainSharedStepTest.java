package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.model.StepConfig;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class TrainSharedStepTest {
  private static final int VOCABULARY = 300;

  @TempDir Path folder;

  @Test
  void orderAndPartitionsOfTheInputChangeNothing(SparkSession spark) {
    ChatTokenizer tokenizer = ChatTokenizer.truncated(VOCABULARY);
    Gpt2Config tiny = new Gpt2Config(VOCABULARY, 64, 32, 1, 2, tokenizer.endOfText(), 1e-5);
    Gpt2Weights.initialize(tiny, 1).write(folder.resolve("start"), TensorType.F32);
    tokenizer.writeHuggingFaceFiles(folder.resolve("start"));
    List<Row> rows = windows();
    String expected = train(spark, rows, 1, "one");
    Collections.shuffle(rows, new Random(4));

    assertThat(train(spark, rows, 5, "five")).isEqualTo(expected);
    assertThat(expected).isNotEqualTo(Gpt2Weights.read(folder.resolve("start")).sha256());
  }

  private String train(SparkSession spark, List<Row> rows, int partitions, String name) {
    ProgressBoard progress = new ProgressBoard();
    SharedTraining training =
        new SharedTraining(
            "shared",
            folder.resolve("start").toString(),
            folder.resolve(name).toString(),
            folder.resolve(name + "-checkpoints").toString(),
            TrainConfigs.training(2, Objective.L1, 0),
            StepConfig.defaults(),
            new ComputeConfig("cpu", Precision.FLOAT32, 1));
    List<Row> curve =
        TrainSharedStep.train(
                spark.createDataFrame(rows, TokenWindow.SCHEMA).repartition(partitions),
                training,
                progress)
            .collectAsList();
    // The project's goal for padding is a tenth; it is told with every row.
    assertThat(curve.get(curve.size() - 1).<Double>getAs(TrainingRow.PADDING)).isBetween(0.0, 0.1);
    return Gpt2Weights.read(folder.resolve(name)).sha256();
  }

  private static List<Row> windows() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int[] tokenIds = random.ints(12 + i % 20, 0, 50).toArray();
      Span span = new Span("ann", "ann" + i, 1, 3, tokenIds.length, 1, 4);
      Split split = i % 5 == 0 ? Split.VALIDATION : Split.TRAIN;
      String id = "w" + i;
      rows.add(new TokenWindow(id, "talk", id, split, 0, tokenIds, List.of(span), 1).toRow());
    }
    return rows;
  }
}
