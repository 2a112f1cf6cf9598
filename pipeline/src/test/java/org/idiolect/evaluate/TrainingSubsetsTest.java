package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TrainingSubsetsTest {
  private static final LearningCurveConfig CONFIG =
      new LearningCurveConfig(List.of(3, 1, 9), 2, List.of(1L));

  private static final StructType MESSAGES =
      new StructType()
          .add("message_id", DataTypes.StringType)
          .add("sent_at", DataTypes.TimestampType)
          .add("conversation_id", DataTypes.StringType)
          .add("message_index", DataTypes.IntegerType);

  @Test
  void subsetsAreNestedTheLatestAndCutWhereTheyBegin(SparkSession spark) {
    List<String> subsets = subsets(spark, 1);

    // Messages 1 to 4 lie in order of time, two a window; ann says all but the first.
    assertThat(subsets)
        .containsExactly(
            "late ann.1 scored from 5: ann.1@3 ann.1@7",
            "late ann.3 scored from 1: ann.3@3 ann.3@7",
            "early ann.3 scored from 1: bo@3 ann.3@7",
            "test ann.1 scored from 1: ann.1@3",
            "test ann.3 scored from 1: ann.3@3")
        .doesNotHaveDuplicates();
    assertThat(subsets(spark, 3)).isEqualTo(subsets);
  }

  @Test
  void aWindowsContextIsNoMessageOfASubset(SparkSession spark) {
    Row window = window("w", Split.TRAIN, 5, span("ann", "m1", 1), span("ann", "m3", 5)).toRow();

    List<Row> rows = subsets(spark, List.of(window), 1);

    assertThat(new TreeSet<>(rows.stream().map(row -> row.<Integer>getAs("n_messages")).toList()))
        .containsExactly(1);
  }

  private static List<String> subsets(SparkSession spark, int partitions) {
    List<Row> windows =
        new ArrayList<>(
            List.of(
                window("late", Split.TRAIN, 1, span("ann", "m3", 1), span("ann", "m4", 5)).toRow(),
                window("early", Split.TRAIN, 1, span("bo", "m1", 1), span("ann", "m2", 5)).toRow(),
                window("test", Split.TEST, 1, span("ann", "m5", 1)).toRow()));
    Collections.shuffle(windows, new Random(partitions));
    List<String> found = new ArrayList<>();
    for (String id : List.of("late", "early", "test")) {
      subsets(spark, windows, partitions).stream()
          .filter(row -> row.getAs("window_id").equals(id))
          .map(TrainingSubsetsTest::text)
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  private static List<Row> subsets(SparkSession spark, List<Row> windows, int partitions) {
    return TrainingSubsets.of(
            spark.createDataFrame(windows, TokenWindow.SCHEMA).repartition(partitions),
            spark.createDataFrame(
                List.of(message(1), message(2), message(3), message(4), message(5)), MESSAGES),
            List.of("ann"),
            CONFIG)
        .collectAsList();
  }

  private static String text(Row row) {
    TokenWindow window = TokenWindow.fromRow(row);
    StringBuilder text = new StringBuilder();
    text.append(window.windowId()).append(' ').append(row.<String>getAs("subset"));
    text.append(" scored from ").append(window.scoredFrom()).append(':');
    window
        .spans()
        .forEach(s -> text.append(' ').append(s.authorId()).append('@').append(s.start()));
    return text.toString();
  }

  private static Row message(int number) {
    return RowFactory.create("m" + number, new Timestamp(1_000_000L * number), "talk", number);
  }

  private static TokenWindow window(String id, Split split, int scoredFrom, Span... spans) {
    int[] tokenIds = new int[1 + 4 * 2];
    return new TokenWindow(id, "talk", id, split, 0, tokenIds, List.of(spans), scoredFrom);
  }

  /** A header of two tokens, a text of two. */
  private static Span span(String author, String message, int header) {
    return new Span(author, message, header, header + 2, header + 4, 1, 4);
  }
}
