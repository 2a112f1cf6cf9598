package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.idiolect.clean.Message;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class StyleStepTest {
  private static final StructType SAMPLES =
      new StructType()
          .add("sample_id", DataTypes.StringType)
          .add("author_id", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("text", DataTypes.StringType);

  @Test
  void imitationsAreComparedWithTheirAuthorAndWithOthers(SparkSession spark) {
    Dataset<Row> style =
        StyleStep.profile(
            spark.createDataFrame(messages(), Message.SCHEMA),
            spark.createDataFrame(
                List.of(window("s1", "train"), window("s2", "test"), window("s3", "validation")),
                TokenWindow.SCHEMA),
            spark.createDataFrame(samples(), SAMPLES),
            EvaluateConfig.defaults());

    assertThat(style.schema().catalogString()).isEqualTo(StyleProfile.SCHEMA.catalogString());
    List<Row> rows = style.orderBy("author_id", "source").collectAsList();
    assertThat(
            rows.stream().map(row -> row.getString(0) + " " + row.getString(1) + " " + row.get(2)))
        .containsExactly(
            "loud generated 5", "loud test 20", "loud train 20", "quiet test 20", "quiet train 20");
    Row imitated = rows.get(0);
    assertThat(imitated.<Double>getAs(StyleProfile.EXCLAMATION_END)).isEqualTo(1);
    assertThat(imitated.<Double>getAs(StyleProfile.NLP_TOKENS_MEAN)).isNull();
    assertThat(imitated.<Double>getAs(StyleProfile.DISTANCE_TO_OWN))
        .isLessThan(imitated.<Double>getAs(StyleProfile.DISTANCE_TO_OTHERS));
    assertThat(rows.get(1).<Double>getAs(StyleProfile.DISTANCE_TO_OWN)).isNull();
    assertThat(rows.get(2).<Double>getAs(StyleProfile.NLP_TOKENS_MEAN)).isEqualTo(4);
    assertThat(rows.get(2).<Double>getAs(StyleProfile.SENTENCES_MEAN)).isEqualTo(1);
  }

  private static List<Row> messages() {
    List<Row> messages = new ArrayList<>();
    for (String session : List.of("s1", "s2", "s3")) {
      for (int i = 0; i < 20; i++) {
        messages.add(message(session, "loud", "NO WAY, NUMBER " + i + "!", "text"));
        messages.add(message(session, "quiet", "hm, number " + i + ".", "text"));
        messages.add(message(session, "quiet", "", "media"));
      }
    }
    return messages;
  }

  private static List<Row> samples() {
    List<Row> samples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      samples.add(RowFactory.create("l" + i, "loud", "author", "YES, NUMBER " + i + "!"));
      samples.add(RowFactory.create("q" + i, "quiet", "shared", "hello"));
    }
    return samples;
  }

  private static Row message(String session, String author, String text, String kind) {
    return RowFactory.create(
        "m",
        "discord",
        "c",
        session,
        author,
        new Timestamp(0),
        0,
        kind,
        text,
        null,
        null,
        3,
        4,
        1,
        "source");
  }

  private static Row window(String session, String split) {
    return RowFactory.create("w" + session, "c", session, split, 0, new int[] {0}, new Row[0], 1);
  }
}
