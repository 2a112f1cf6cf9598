package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.clean.Message;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class MemorizationStepTest {
  private static final StructType SAMPLES =
      new StructType()
          .add("sample_id", DataTypes.StringType)
          .add("author_id", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("text", DataTypes.StringType);

  @Test
  void copiesAreCountedByWhoseTheyAre(SparkSession spark) {
    List<Row> messages =
        List.of(
            message("m1", "train", "a", "one two three four five six"),
            message("m2", "train", "b", "red red red red red"),
            message("m3", "test", "a", "Zero, one TWO three: four five!"),
            message("m4", "test", "a", "too short"));
    List<Row> samples =
        List.of(
            RowFactory.create("s1", "a", "author", "one two three four five"),
            RowFactory.create("s2", "a", "author", "red red red red red red"),
            RowFactory.create("s3", "a", "author", "nothing of this was ever said"),
            RowFactory.create("s4", "a", "shared", "one two three four five"));

    Dataset<Row> found =
        MemorizationStep.search(
            spark.createDataFrame(messages, Message.SCHEMA),
            spark.createDataFrame(
                List.of(window("train"), window("test"), window("validation")), TokenWindow.SCHEMA),
            spark.createDataFrame(samples, SAMPLES));

    assertThat(found.schema().catalogString()).isEqualTo(Memorization.SCHEMA.catalogString());
    assertThat(found.collectAsList().stream().map(row -> row.mkString(" ")))
        .containsExactly(
            // "one .. five"; "red" twice, by the other; two n-grams that nobody wrote
            "a generated 5 others 5 2 3 1",
            "a generated 5 own 5 1 3 1",
            "a test 5 others 2 0 1 0",
            "a test 5 own 2 1 1 1");
  }

  private static Row message(String id, String split, String author, String text) {
    return RowFactory.create(
        id,
        "discord",
        "c",
        split,
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
        "source");
  }

  private static Row window(String split) {
    Object[] values = new Object[TokenWindow.SCHEMA.fields().length];
    values[TokenWindow.SCHEMA.fieldIndex(TokenWindow.CONVERSATION_ID)] = "c";
    values[TokenWindow.SCHEMA.fieldIndex(TokenWindow.SESSION_ID)] = split;
    values[TokenWindow.SCHEMA.fieldIndex(TokenWindow.SPLIT)] = split;
    return RowFactory.create(values);
  }
}
