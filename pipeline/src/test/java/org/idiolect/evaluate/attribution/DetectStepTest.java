package org.idiolect.evaluate.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.clean.Message;
import org.idiolect.model.Pooling;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class DetectStepTest {
  private static final List<String> PEOPLE = List.of("a", "b", "c", "d");
  private static final int TEXTS = 40;

  private static final StructType SAMPLES =
      new StructType()
          .add("sample_id", DataTypes.StringType)
          .add("author_id", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("text", DataTypes.StringType);

  private static final JudgeConfig CONFIG =
      new JudgeConfig(true, 4, List.of(1, 10), 40, 1, 64, 1e-3, 0.5, 4, Pooling.ATTENTION, 2, 7);

  @Test
  void whatHasATellIsDetected(SparkSession spark) {
    Row ones = report(spark, "lorem ", " ipsum").get(0);

    assertThat(ones.<Integer>getAs("messages")).isEqualTo(1);
    assertThat(ones.<Long>getAs(Detection.HUMAN_TEXTS)).isEqualTo(4 * TEXTS);
    assertThat(ones.<Long>getAs(Detection.GENERATED_TEXTS)).isEqualTo(4 * TEXTS);
    assertThat(ones.<Double>getAs(Detection.AUC)).isGreaterThan(0.99);
    assertThat(ones.<Double>getAs(Detection.HIGH)).isLessThanOrEqualTo(1);
  }

  @Test
  void whatIsWrittenAlikeIsNot(SparkSession spark) {
    List<Row> report = report(spark, "", "");

    // With 160 texts on each side the standard error of chance is 0.032.
    assertThat(report.get(0).<Double>getAs(Detection.AUC)).isCloseTo(0.5, within(0.13));
    assertThat(report.get(0).<Double>getAs(Detection.LOW)).isLessThan(0.5);
    assertThat(report.get(1).<Integer>getAs("messages")).isEqualTo(10);
    assertThat(report.get(1).<Long>getAs(Detection.HUMAN_TEXTS)).isEqualTo(4 * TEXTS / 10);
  }

  private static List<Row> report(SparkSession spark, String before, String after) {
    Random random = new Random(3);
    List<Row> messages = new ArrayList<>();
    List<Row> samples = new ArrayList<>();
    for (String person : PEOPLE) {
      for (int i = 0; i < TEXTS; i++) {
        messages.add(message(person + i, person, words(random)));
        samples.add(
            RowFactory.create(person + i, person, "author", before + words(random) + after));
      }
    }
    return DetectStep.judge(
            spark.createDataFrame(messages, Message.SCHEMA),
            spark.createDataFrame(List.of(window()), TokenWindow.SCHEMA),
            spark.createDataFrame(samples, SAMPLES),
            PEOPLE,
            CONFIG)
        .collectAsList();
  }

  private static String words(Random random) {
    List<String> words = List.of("rain", "tea", "late", "again", "yes", "no", "home", "soon");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    return text.toString().strip();
  }

  private static Row message(String id, String author, String text) {
    return RowFactory.create(
        id,
        "discord",
        "c",
        "s",
        author,
        new Timestamp(0),
        0,
        "text",
        text,
        null,
        null,
        1,
        1,
        1,
        "x");
  }

  private static Row window() {
    Object[] values = new Object[TokenWindow.SCHEMA.fields().length];
    values[TokenWindow.SCHEMA.fieldIndex(TokenWindow.CONVERSATION_ID)] = "c";
    values[TokenWindow.SCHEMA.fieldIndex(TokenWindow.SESSION_ID)] = "s";
    values[TokenWindow.SCHEMA.fieldIndex(TokenWindow.SPLIT)] = "test";
    return RowFactory.create(values);
  }
}
