package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class PerplexityStepTest {
  private static final EvaluateConfig CONFIG =
      new EvaluateConfig(List.of("test"), 64, 0, 200, 10, 20, 5, 2, 3);
  private static final double BIT = Math.log(2);

  @Test
  void sumsMessagesOfASessionExactlyAndInAnyPartitioning(SparkSession spark) {
    List<Row> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      messages.add(message("m" + i, "base", "a", "s", 0.1 * i, 3));
    }
    List<Row> one = PerplexityStep.bySession(table(spark, messages, 1)).collectAsList();
    List<Row> many = PerplexityStep.bySession(table(spark, messages, 7)).collectAsList();

    assertThat(one).isEqualTo(many).hasSize(1);
    assertThat(one.get(0).<Double>getAs("nll_nats")).isEqualTo(495.0);
    assertThat(one.get(0).<Long>getAs("bytes")).isEqualTo(300L);
    assertThat(one.get(0).<Long>getAs("messages")).isEqualTo(100L);
    assertThat(one.get(0).schema().catalogString()).isEqualTo(SessionNll.SCHEMA.catalogString());
  }

  @Test
  void poolsCompareTheSamePeople(SparkSession spark) {
    Dataset<Row> rates = rates(spark, 1);
    List<Row> rows = PerplexityStep.byAuthor(rates, CONFIG).collectAsList();

    // ann has an adapter and much text, bob an adapter and little, cyd no adapter.
    assertThat(bits(rows, "base", "all")).isCloseTo(2, within(1e-9));
    assertThat(bits(rows, "author", "ann")).isCloseTo(1, within(1e-9));
    assertThat(bits(rows, "author", "matched")).isBetween(1.0, 1.3);
    assertThat(bits(rows, "author", "macro")).isCloseTo(1, within(1e-9));
    assertThat(row(rows, "base", "all").<Long>getAs("messages")).isEqualTo(24 + 3 + 24);
    assertThat(row(rows, "base", "matched").<Long>getAs("messages")).isEqualTo(24 + 3);
    assertThat(row(rows, "base", "macro").<Long>getAs("messages")).isEqualTo(24);
    assertThat(rows).noneMatch(row -> key(row).equals("author cyd"));
  }

  @Test
  void comparisonsArePairedAndSigned(SparkSession spark) {
    List<Row> rows = PerplexityStep.compare(rates(spark, 1), CONFIG).collectAsList();
    Row ann = comparison(rows, "author", "shared", "ann");

    assertThat(ann.<Double>getAs("bits_per_byte_difference")).isCloseTo(-0.5, within(1e-9));
    assertThat(ann.<Double>getAs("relative")).isCloseTo(-1 / 3.0, within(1e-9));
    // Every session gains the same, so the paired interval has no width although sessions differ.
    assertThat(ann.<Double>getAs("low")).isCloseTo(-0.5, within(1e-9));
    assertThat(ann.<Double>getAs("high")).isCloseTo(-0.5, within(1e-9));
    assertThat(ann.<Boolean>getAs("eligible")).isTrue();
    assertThat(comparison(rows, "author", "shared", "bob").<Double>getAs("low")).isNull();
    assertThat(comparison(rows, "shared", "base", "cyd").<Boolean>getAs("eligible")).isFalse();
    assertThat(comparison(rows, "author", "shared", "macro").<Double>getAs("relative"))
        .isCloseTo(-1 / 3.0, within(1e-9));
  }

  @Test
  void partitionsChangeNoDigit(SparkSession spark) {
    assertThat(sorted(PerplexityStep.byAuthor(rates(spark, 1), CONFIG)))
        .isEqualTo(sorted(PerplexityStep.byAuthor(rates(spark, 5), CONFIG)));
  }

  @Test
  void nothingInGivesNothingOut(SparkSession spark) {
    Dataset<Row> rates =
        PerplexityStep.rates(PerplexityStep.bySession(table(spark, List.of(), 1)), CONFIG);
    assertThat(PerplexityStep.byAuthor(rates, CONFIG).collectAsList()).isEmpty();
    assertThat(PerplexityStep.compare(rates, CONFIG).collectAsList()).isEmpty();
  }

  private static Dataset<Row> rates(SparkSession spark, int partitions) {
    List<Row> messages = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      for (int m = 0; m < 2; m++) {
        String id = "s" + s + "m" + m;
        messages.addAll(person(id, "ann", "s" + s, 10 + s, true));
        messages.addAll(person(id, "cyd", "s" + s, 10 + s, false));
      }
    }
    for (int s = 0; s < 3; s++) {
      messages.addAll(person("b" + s, "bob", "s" + s, 10, true));
    }
    return PerplexityStep.rates(
        PerplexityStep.bySession(table(spark, messages, partitions)), CONFIG);
  }

  private static List<Row> person(
      String id, String author, String session, int bytes, boolean adapter) {
    List<Row> rows = new ArrayList<>();
    rows.add(message(author + id, "base", author, session, 2 * bytes * BIT, bytes));
    rows.add(message(author + id, "shared", author, session, 1.5 * bytes * BIT, bytes));
    if (adapter) {
      double own = author.equals("ann") ? 1 : 1.6;
      rows.add(message(author + id, "author", author, session, own * bytes * BIT, bytes));
      rows.add(message(author + id, "swapped", author, session, 1.4 * bytes * BIT, bytes));
    }
    return rows;
  }

  private static Row message(
      String id, String model, String author, String session, double nll, int bytes) {
    return RowFactory.create(id, model, author, null, "c", session, "test", nll, 1.0, 4, 2, bytes);
  }

  private static Dataset<Row> table(SparkSession spark, List<Row> messages, int partitions) {
    return spark.createDataFrame(messages, MessageNll.SCHEMA).repartition(partitions);
  }

  private static double bits(List<Row> rows, String model, String author) {
    return row(rows, model, author).<Double>getAs("bits_per_byte");
  }

  private static Row row(List<Row> rows, String model, String author) {
    return rows.stream().filter(r -> key(r).equals(model + " " + author)).findFirst().orElseThrow();
  }

  private static String key(Row row) {
    return row.getAs("model") + " " + row.getAs("author_id");
  }

  private static Row comparison(List<Row> rows, String a, String b, String author) {
    return rows.stream()
        .filter(r -> a.equals(r.getAs("model_a")) && b.equals(r.getAs("model_b")))
        .filter(r -> author.equals(r.getAs("author_id")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
