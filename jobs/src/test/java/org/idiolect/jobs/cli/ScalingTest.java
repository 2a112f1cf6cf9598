package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingTest {
  private static final String SAMPLE = "../data-samples/exports/generic/eleanor-zoe.csv";

  @TempDir Path out;

  @Test
  void everySizeIsTrainedOnceAndStandsInTheTable() throws IOException {
    assertThat(Main.execute(scaling("0.02"))).isZero();
    byte[] small = Files.readAllBytes(commit("train-scratch-1x32.json"));
    Files.delete(commit("scaling.json"));

    assertThat(Main.execute(scaling("0.02,0.1"))).isZero();

    assertThat(commit("train-scratch-1x32.json")).hasBinaryContent(small);
    assertThat(out.resolve("runs/scaling/scaling.html")).content().contains("scratch-1x32");
    List<Row> rows = trained();
    assertThat(rows).hasSize(4);
    assertThat(rows).extracting(row -> row.<String>getAs("split")).contains("train", "test");
    for (Row row : rows) {
      double nats = row.getAs("nll_nats");
      assertThat(row.<Double>getAs("token_perplexity"))
          .isEqualTo(Math.exp(nats / row.<Long>getAs("tokens")))
          .isBetween(1.0, 520.0);
      assertThat(row.<Long>getAs("trained_tokens")).isEqualTo(rows.get(0).getAs("trained_tokens"));
    }
  }

  private Path commit(String name) {
    return out.resolve("runs/scaling").resolve(name);
  }

  private List<Row> trained() {
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      return spark
          .read()
          .parquet(out.resolve("tables/scaling/run_id=scaling").toString())
          .filter("kind = 'trained'")
          .collectAsList();
    }
  }

  private String[] scaling(String sizes) {
    List<String> arguments = new ArrayList<>(List.of("scaling", "--input", SAMPLE));
    arguments.addAll(List.of("--out", out.toString(), "--sizes", sizes));
    arguments.addAll(List.of("--config", "../conf/scaling.conf"));
    for (String set :
        List.of(
            "window.block-size=64",
            "window.stride=32",
            "pretrain.vocabulary-size=300",
            "pretrain.context-length=64",
            "train.compute.precision=float32",
            "train.compute.threads=1",
            "train.shared.validations-per-epoch=1",
            "train.shared.validation-windows=8")) {
      arguments.addAll(List.of("--set", set));
    }
    return arguments.toArray(String[]::new);
  }
}
