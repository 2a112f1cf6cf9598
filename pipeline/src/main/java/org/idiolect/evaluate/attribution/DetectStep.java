package org.idiolect.evaluate.attribution;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.idiolect.clean.Message;
import org.idiolect.generate.Sample;

/**
 * Can a machine tell the imitations from the people?
 *
 * <p><b>Input</b>: {@code messages}, {@code windows}, {@code samples}. <b>Output</b>: {@code
 * detect}.
 *
 * <p><b>Rows</b>: one per number of messages judged together.
 *
 * <p><b>Cost</b>: two classifiers, each trained on the texts of every other person and asked about
 * the rest; at most {@code people} authors with {@code texts-per-person} texts of each length.
 */
public final class DetectStep {
  private static final String TEST = "test";
  private static final String LABEL = Ngrams.LABEL;
  private static final String FOLD = "fold";
  private static final String SCORE = "score";
  private static final String RANK = "rank";

  /** Of the normal distribution, two-sided 95 %. */
  private static final double Z = 1.959964;

  private DetectStep() {}

  /**
   * The table {@code detect}.
   *
   * @param people ids of at least two authors
   */
  public static Dataset<Row> judge(
      Dataset<Row> messages,
      Dataset<Row> windows,
      Dataset<Row> samples,
      List<String> people,
      JudgeConfig config) {
    Dataset<Row> human = Texts.human(messages.filter(of(people)), windows, List.of(TEST));
    Dataset<Row> generated =
        Texts.generated(samples.filter(of(people)).filter(col(Sample.MODEL).equalTo("author")));
    Dataset<Row> texts = folded(Texts.group(human.unionByName(generated, true), config));
    return report(asked(texts, 0).unionByName(asked(texts, 1)));
  }

  private static Column of(List<String> people) {
    return col(Message.AUTHOR_ID).isInCollection(people);
  }

  /** Every other person in the order of ids. */
  private static Dataset<Row> folded(Dataset<Row> texts) {
    Column place = dense_rank().over(Window.orderBy(Texts.AUTHOR_ID));
    Dataset<Row> folds =
        texts
            .select(Texts.AUTHOR_ID)
            .distinct()
            .select(col(Texts.AUTHOR_ID), place.mod(2).as(FOLD));
    Column label = when(col(Texts.SOURCE).equalTo(TEST), 0.0).otherwise(1.0);
    return texts.join(folds, Texts.AUTHOR_ID).withColumn(LABEL, label);
  }

  /** The texts of one fold, scored by a classifier that learned from the other. */
  private static Dataset<Row> asked(Dataset<Row> texts, int fold) {
    Column here = col(FOLD).equalTo(fold);
    Column generated = functions.vector_to_array(col("rawPrediction"), "float64").getItem(1);
    return Ngrams.detector(texts.filter(here.unary_$bang()))
        .transform(Ngrams.withGrams(texts.filter(here)))
        .select(col(Texts.MESSAGES), col(FOLD), col(LABEL), generated.as(SCORE));
  }

  /** Mann-Whitney's U by mid-ranks, within folds: the scores of two classifiers have no order. */
  private static Dataset<Row> report(Dataset<Row> scored) {
    var within = Window.partitionBy(Texts.MESSAGES, FOLD);
    Dataset<Row> ranked =
        scored
            .withColumn(RANK, row_number().over(within.orderBy(SCORE)))
            .withColumn(RANK, avg(RANK).over(Window.partitionBy(Texts.MESSAGES, FOLD, SCORE)));
    Dataset<Row> folds =
        ranked
            .groupBy(Texts.MESSAGES, FOLD)
            .agg(
                count(when(col(LABEL).equalTo(0.0), 1)).as(Detection.HUMAN_TEXTS),
                count(when(col(LABEL).equalTo(1.0), 1)).as(Detection.GENERATED_TEXTS),
                sum(when(col(LABEL).equalTo(1.0), col(RANK)).otherwise(0.0)).as(RANK))
            .withColumn(
                "pairs", col(Detection.HUMAN_TEXTS).multiply(col(Detection.GENERATED_TEXTS)))
            .withColumn("u", col(RANK).minus(triangle(col(Detection.GENERATED_TEXTS))));
    return folds
        .filter(col("pairs").gt(0))
        .groupBy(Texts.MESSAGES)
        .agg(
            sum(Detection.HUMAN_TEXTS).as(Detection.HUMAN_TEXTS),
            sum(Detection.GENERATED_TEXTS).as(Detection.GENERATED_TEXTS),
            sum("u").divide(sum("pairs")).as(Detection.AUC))
        .withColumn(Detection.DETECTOR, lit(Ngrams.NAME))
        .withColumn("se", standardError())
        .withColumn(Detection.LOW, greatest(lit(0.0), auc().minus(col("se").multiply(Z))))
        .withColumn(Detection.HIGH, least(lit(1.0), auc().plus(col("se").multiply(Z))))
        .orderBy(Texts.MESSAGES)
        .coalesce(1);
  }

  private static Column triangle(Column n) {
    return n.multiply(n.plus(1)).divide(2);
  }

  private static Column auc() {
    return col(Detection.AUC);
  }

  private static Column standardError() {
    Column squared = auc().multiply(auc());
    Column generated =
        auc()
            .divide(lit(2.0).minus(auc()))
            .minus(squared)
            .multiply(col(Detection.GENERATED_TEXTS).minus(1));
    Column human =
        squared
            .multiply(2)
            .divide(auc().plus(1))
            .minus(squared)
            .multiply(col(Detection.HUMAN_TEXTS).minus(1));
    return sqrt(
        auc()
            .multiply(lit(1.0).minus(auc()))
            .plus(generated)
            .plus(human)
            .divide(col(Detection.HUMAN_TEXTS).multiply(col(Detection.GENERATED_TEXTS))));
  }
}
