package org.idiolect.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.clean.AuthorName;
import org.idiolect.clean.Source;
import org.idiolect.evaluate.AuthorPerplexity;
import org.idiolect.evaluate.Comparison;
import org.idiolect.evaluate.Memorization;
import org.idiolect.evaluate.PublishedModels;
import org.idiolect.evaluate.QuestionAnswer;
import org.idiolect.evaluate.ScalingPoint;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.evaluate.TranscriptReport;
import org.idiolect.evaluate.attribution.AttributionReport;
import org.idiolect.evaluate.attribution.Detection;
import org.idiolect.report.ReportData.Person;
import org.idiolect.window.Author;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class ReportStepTest {
  private static final StructType TRAINING =
      new StructType()
          .add("phase", DataTypes.StringType)
          .add("author_id", DataTypes.StringType)
          .add("split", DataTypes.StringType)
          .add("step", DataTypes.IntegerType)
          .add("loss_nats", DataTypes.DoubleType);
  private static final StructType ADAPTERS =
      new StructType().add("author_id", DataTypes.StringType).add("status", DataTypes.StringType);
  private static final StructType SAMPLES =
      new StructType()
          .add("sample_id", DataTypes.StringType)
          .add("author_id", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("prompt", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("real_reply", DataTypes.StringType)
          .add("longest_copied_tokens", DataTypes.IntegerType);
  private static final ReportData.Run RUN =
      new ReportData.Run("Test", "run-1", "today", "", List.of());

  @Test
  void pseudonymsUnlessNamesAreAskedFor(SparkSession spark) {
    assertThat(assemble(spark, false).people())
        .extracting(Person::label)
        .containsExactly("aaaaaaa", "bbbbbbb");
    assertThat(assemble(spark, true).people())
        .extracting(Person::label)
        .containsExactly("Juniper", "bbbbbbb");
  }

  @Test
  void rowsBecomeNumbersAndNothingElse(SparkSession spark) {
    ReportData data = assemble(spark, false);

    assertThat(data.flow().read()).isEqualTo(10 + 1 + 2 + 3 + 0 + 4);
    assertThat(data.flow().sources()).extracting(s -> s.files()).containsExactly(2L, 1L);
    assertThat(data.peopleFound()).isEqualTo(3);
    assertThat(data.pool()).isEqualTo("macro");
    assertThat(data.overall()).extracting(s -> s.model()).containsExactly("base", "author");
    assertThat(data.overall().get(1).bitsPerByte())
        .isEqualTo(new ReportData.Bounded(3.0, 3.1, 3.2));
    assertThat(data.differences()).hasSize(1);
    Person first = data.people().get(0);
    assertThat(first.status()).isEqualTo("trained");
    assertThat(first.score("author").orElseThrow().messages()).isEqualTo(5);
    assertThat(data.people().get(1).reason()).isEqualTo("too few messages to learn from");
    assertThat(first.habits()).isNotEmpty();
  }

  @Test
  void whatElseWasMeasuredComesInReadingOrder(SparkSession spark) {
    Evidence evidence = assemble(spark, false).evidence();

    assertThat(evidence.verdicts())
        .extracting(judged -> judged.source() + " " + judged.messages())
        .containsExactly("test 1", "test 10", "author 1");
    assertThat(evidence.verdicts().get(2).top1())
        .isEqualTo(new ReportData.Bounded(0.5, 0.25, 0.75));
    assertThat(evidence.told())
        .extracting(Evidence.Told::messages, Evidence.Told::texts)
        .containsExactly(tuple(1, 9L), tuple(10, 9L));
    assertThat(evidence.copies())
        .containsExactly(
            new Evidence.Copies("generated", 5, "others", 7, 0),
            new Evidence.Copies("test", 8, "own", 40, 3));
    assertThat(evidence.transcripts())
        .extracting(Evidence.WentOn::source)
        .containsExactly("people", "free");
    assertThat(evidence.transcripts().get(1).gap())
        .isEqualTo(new ReportData.Bounded(1.0, 0.0, 2.0));
    assertThat(evidence.answers())
        .containsExactly(new Evidence.Answered("base", "arithmetic", "1 + 1", "2", 0.5, 0.25));
    assertThat(evidence.sizes()).isEqualTo(PublishedModels.points());
  }

  @Test
  void curvesAreThinnedButKeepTheirEnds(SparkSession spark) {
    ReportData.Curve shared = assemble(spark, false).phases().get(0);

    assertThat(shared.train()).hasSizeBetween(9, 12);
    assertThat(shared.train().get(0).step()).isZero();
    assertThat(shared.train().get(shared.train().size() - 1).step()).isEqualTo(999);
    assertThat(shared.validation()).hasSize(1);
    assertThat(assemble(spark, false).people().get(0).curve().train()).hasSize(1);
  }

  @Test
  void samplesAreFewAndShortAndFromTheMostPersonalModel(SparkSession spark) {
    Person first = assemble(spark, false).people().get(0);

    assertThat(first.samples()).hasSize(3);
    assertThat(first.samples()).allMatch(sample -> sample.imitation().startsWith("own"));
    assertThat(first.samples().get(0).realReply()).hasSizeLessThanOrEqualTo(1000);
    assertThat(ReportPage.render(assemble(spark, false))).contains("own 1");
  }

  @Test
  void tablesThatARunLacksAreLeftOut(SparkSession spark) {
    ReportTables bare =
        new ReportTables(
            null,
            null,
            authors(spark),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    String page = ReportPage.render(ReportStep.assemble(bare, RUN, config(false)));
    assertThat(page).contains("No held-out messages were scored");
  }

  private static ReportData assemble(SparkSession spark, boolean names) {
    return ReportStep.assemble(tables(spark), RUN, config(names));
  }

  private static ReportConfig config(boolean names) {
    return new ReportConfig("Test", names, 2, 3, 10);
  }

  private static ReportTables tables(SparkSession spark) {
    return new ReportTables(
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    "s1", "discord", "discord-paste", 1L, "h", 6L, 4L, 1L, 0L, 1L, "OK"),
                RowFactory.create(
                    "s2", "discord", "discord-paste", 1L, "h", 10L, 6L, 0L, 2L, 2L, "OK"),
                RowFactory.create("s3", null, null, 1L, "h", 4L, 0L, 0L, 0L, 4L, "UNSUPPORTED")),
            Source.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(id('a'), "juni", "sms", 2L),
                RowFactory.create(id('a'), "Juniper", "discord", 90L)),
            AuthorName.SCHEMA),
        authors(spark),
        training(spark),
        spark.createDataFrame(List.of(RowFactory.create(id('a'), "trained")), ADAPTERS),
        samples(spark),
        spark.createDataFrame(
            List.of(
                perplexity("author", id('a')),
                perplexity("author", "macro"),
                perplexity("base", "macro"),
                perplexity("base", "all")),
            AuthorPerplexity.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    "test", "author", "base", "macro", 5L, 5L, true, -1.0, -2.0, -0.5, -0.25)),
            Comparison.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    id('a'), "test", 9L, 1.0, 2.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, null,
                    null, null, null)),
            StyleProfile.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create("author", 1, "ngrams", 9L, 2L, 0.5, 0.25, 0.75, 0.6, 0.5, 0.125),
                RowFactory.create("test", 10, "ngrams", 9L, 2L, 1.0, 0.8, 1.0, 1.0, 1.0, 0.125),
                RowFactory.create("test", 1, "ngrams", 9L, 2L, 0.9, 0.7, 1.0, 0.9, 0.9, 0.125)),
            AttributionReport.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(10, "ngrams", 4L, 5L, 0.75, 0.5, 1.0),
                RowFactory.create(1, "ngrams", 4L, 5L, 0.5, 0.25, 0.75)),
            Detection.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(id('a'), "test", 8, "own", 10L, 1L, 3L, 1L),
                RowFactory.create(id('b'), "test", 8, "own", 30L, 2L, 5L, 1L),
                RowFactory.create(id('b'), "generated", 5, "others", 7L, 0L, 5L, 0L)),
            Memorization.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    "free", 2L, 9L, 0.5, 0.6, 0.7, 1.0, 0.8, 0.0, 1.0, 2.0, 0L, 0L, 0L),
                RowFactory.create(
                    "people", 2L, 9L, 1.0, 1.0, 1.0, 1.0, 0.8, 0.0, 1.0, 2.0, 0L, 0L, 0L)),
            TranscriptReport.SCHEMA),
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    "base",
                    "arithmetic",
                    "1 + 1",
                    "1 + 1 =",
                    "2",
                    0.5,
                    0.25,
                    new int[] {2},
                    new double[] {-0.7},
                    -0.7)),
            QuestionAnswer.SCHEMA),
        spark.createDataFrame(
            PublishedModels.points().stream().map(ScalingPoint::toRow).toList(),
            ScalingPoint.TABLE.schema()));
  }

  private static Dataset<Row> authors(SparkSession spark) {
    return spark.createDataFrame(
        List.of(
            author('c', 10, null),
            author('b', 20, "too_few_train_messages"),
            author('a', 30, null)),
        Author.SCHEMA);
  }

  private static Row author(char letter, long tokens, String reason) {
    Timestamp at = new Timestamp(0);
    return RowFactory.create(
        id(letter),
        9L,
        9L,
        tokens,
        at,
        at,
        "B",
        reason == null,
        reason,
        5L,
        2L,
        2L,
        5L,
        2L,
        2L,
        9L);
  }

  private static Dataset<Row> training(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int step = 0; step < 1000; step++) {
      rows.add(RowFactory.create("shared", null, "train", step, 3.0));
    }
    rows.add(RowFactory.create("shared", null, "validation", 5, 3.0));
    rows.add(RowFactory.create("author", id('a'), "train", 5, 3.0));
    return spark.createDataFrame(rows, TRAINING);
  }

  private static Dataset<Row> samples(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(
          RowFactory.create(
              "s" + i,
              id('a'),
              i % 2 == 0 ? "shared" : "author",
              "A 12:00:",
              (i % 2 == 0 ? "other " : "own ") + i,
              "ha".repeat(4000),
              2));
    }
    rows.add(RowFactory.create("s9", id('a'), "author", "A 12:00:", "own 9", "x", 2));
    return spark.createDataFrame(rows, SAMPLES);
  }

  private static Row perplexity(String model, String author) {
    return RowFactory.create(
        model, author, "test", 5L, 5L, 9L, 9L, 9L, 1.0, 1.1, 1.2, 2.0, 2.1, 2.2, 3.0, 3.1, 3.2);
  }

  private static String id(char letter) {
    return String.valueOf(letter).repeat(27);
  }
}
