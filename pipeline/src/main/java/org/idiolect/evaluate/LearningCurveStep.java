package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.train.TrainAdaptersStep;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * How much a person's held-out messages gain from more of their training messages.
 *
 * <p><b>Input</b>: {@link TrainingSubsets}, adapters trained on them, {@code message_nll}. <b>
 * Output</b>: {@code learning_curve}. <b>Rows</b>: one for each subset and seed that could be
 * trained, and one a person under the shared model. <b>Cost</b>: a forward pass over a person's
 * test windows for each adapter.
 */
public final class LearningCurveStep {
  private static final String TEST = "test";

  private LearningCurveStep() {}

  /** Those with most training messages, and enough held-out ones for a number. */
  public static List<String> people(
      Dataset<Row> authors, EvaluateConfig evaluate, LearningCurveConfig config) {
    return authors
        .filter(col(Author.ELIGIBLE))
        .filter(col(Author.TEST_MESSAGES).geq(evaluate.minimumTestMessages()))
        .filter(col(Author.TEST_SESSIONS).geq(evaluate.minimumTestSessions()))
        .orderBy(col(Author.TRAIN_MESSAGES).desc(), col(Author.AUTHOR_ID))
        .limit(config.people())
        .select(Author.AUTHOR_ID)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** The rows of the model without an adapter, from what evaluation has scored. */
  public static Dataset<Row> shared(Dataset<Row> messageNll, List<String> people) {
    Dataset<Row> theirs =
        messageNll
            .filter(col(MessageNll.MODEL).equalTo(ScoredModel.SHARED.column()))
            .filter(col(MessageNll.SPLIT).equalTo(TEST))
            .filter(col(MessageNll.AUTHOR_ID).isInCollection(people));
    return sums(theirs)
        .withColumn(TrainingSubsets.MESSAGES, lit(0))
        .withColumn(MessageNll.MODEL, lit(ScoredModel.SHARED.column()))
        .withColumn(LearningCurvePoint.SEED, lit(null).cast("long"))
        .withColumn(LearningCurvePoint.STEPS, lit(0))
        .withColumn(LearningCurvePoint.EPOCH, lit(0.0))
        .withColumn(LearningCurvePoint.TRAINED_TOKENS, lit(0L))
        .withColumn(LearningCurvePoint.SECONDS, lit(0.0));
  }

  /**
   * The rows of the adapters of one seed.
   *
   * @param trained rows of {@link TrainAdaptersStep#train} on the subsets
   * @param batchSize windows of an optimizer step
   */
  public static Dataset<Row> points(
      Dataset<Row> subsets,
      Dataset<Row> trained,
      ScoringModels models,
      EvaluateConfig config,
      long seed,
      int batchSize) {
    Dataset<Row> test = subsets.filter(col(TokenWindow.SPLIT).equalTo(TEST));
    Dataset<Row> adapters = TrainAdaptersStep.adapters(trained);
    Dataset<Row> scores = sums(EvaluateStep.scoreOwn(test, adapters, models, config));
    Dataset<Row> work =
        TrainAdaptersStep.curves(trained)
            .groupBy(Author.AUTHOR_ID)
            .agg(
                max("tokens").as(LearningCurvePoint.TRAINED_TOKENS),
                max("seconds").as(LearningCurvePoint.SECONDS));
    Column stepsOfAnEpoch = ceil(col("windows").divide(batchSize));
    return scores
        .join(adapters.select(Author.AUTHOR_ID, AuthorAdapter.STEPS), Author.AUTHOR_ID)
        .join(work, Author.AUTHOR_ID)
        .withColumnRenamed(Author.AUTHOR_ID, TrainingSubsets.SUBSET)
        .join(TrainingSubsets.training(subsets), TrainingSubsets.SUBSET)
        .withColumnRenamed(TrainingSubsets.PERSON, LearningCurvePoint.AUTHOR_ID)
        .withColumn(MessageNll.MODEL, lit(ScoredModel.AUTHOR.column()))
        .withColumn(LearningCurvePoint.SEED, lit(seed))
        .withColumn(LearningCurvePoint.EPOCH, col(AuthorAdapter.STEPS).divide(stepsOfAnEpoch))
        .select(columns());
  }

  private static Dataset<Row> sums(Dataset<Row> scores) {
    return scores
        .groupBy(MessageNll.AUTHOR_ID)
        .agg(
            ExactSum.ofDoubles(MessageNll.NLL_NATS),
            ExactSum.ofIntegers(MessageNll.TOKENS, "long"),
            ExactSum.ofIntegers(MessageNll.WORDS, "long"),
            ExactSum.ofIntegers(MessageNll.BYTES, "long"),
            countDistinct(MessageNll.MESSAGE_ID).as(LearningCurvePoint.TEST_MESSAGES));
  }

  private static Column[] columns() {
    return Arrays.stream(LearningCurvePoint.TABLE.schema().fieldNames())
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }
}
