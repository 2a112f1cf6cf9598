package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Compares the surface habits of people's real messages with those of their imitations.
 *
 * <p><b>Input</b>: {@code messages}, {@code windows} (which session lies in which split), {@code
 * samples}. <b>Output</b>: {@code style}.
 *
 * <p><b>Rows</b>: one per author and source (train, test, generated), where there is text.
 *
 * <p><b>Cost</b>: one shuffle of the texts by author; others are compared with a bounded panel, the
 * people with most held-out messages, so the cost grows with authors, not with their square.
 */
public final class StyleStep {
  private StyleStep() {}

  /** The table {@code style}. */
  public static Dataset<Row> profile(
      Dataset<Row> messages, Dataset<Row> windows, Dataset<Row> samples, EvaluateConfig config) {
    Dataset<Row> texts = WrittenTexts.of(messages, windows, samples);
    Dataset<Row> profiles = count(texts);
    Dataset<Row> tests = profiles.filter(col(StyleProfile.SOURCE).equalTo(StyleProfile.TEST));
    Dataset<Row> own =
        tests.select(
            col(StyleProfile.AUTHOR_ID), col(CountStyle.HISTOGRAMS).as(MeasureDistance.OWN));
    return profiles
        .join(own, new String[] {StyleProfile.AUTHOR_ID}, "left")
        .crossJoin(panel(tests, config.styleAuthors()))
        .map(new MeasureDistance(), StyleProfile.ENCODER);
  }

  private static Dataset<Row> count(Dataset<Row> texts) {
    StructType key =
        new StructType()
            .add(texts.schema().apply(StyleProfile.AUTHOR_ID))
            .add(texts.schema().apply(StyleProfile.SOURCE));
    return texts
        .groupBy(StyleProfile.AUTHOR_ID, StyleProfile.SOURCE)
        .as(Encoders.row(key), Encoders.row(texts.schema()))
        .flatMapGroups(new CountStyle(), CountStyle.ENCODER);
  }

  /** One row with the held-out habits of the people who wrote most, in a fixed order. */
  private static Dataset<Row> panel(Dataset<Row> tests, int people) {
    return tests
        .orderBy(col(StyleProfile.MESSAGES).desc(), col(StyleProfile.AUTHOR_ID))
        .limit(people)
        .agg(
            sort_array(
                    collect_list(struct(col(StyleProfile.AUTHOR_ID), col(CountStyle.HISTOGRAMS))))
                .as(MeasureDistance.OTHERS));
  }
}
