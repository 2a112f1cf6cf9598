package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * From messages to sessions to people: perplexities with intervals, and paired differences.
 *
 * <p><b>Input</b>: {@code message_nll}. <b>Output</b>: {@code perplexity}, {@code
 * perplexity_by_author}, {@code comparisons}.
 *
 * <p><b>Rows</b>: one per model, author and session; then one per model, author and split, and one
 * for each pool of authors; then one per pair of models.
 *
 * <p><b>Cost</b>: two small shuffles; the work is the number of session rows times the resamples.
 * {@link #rates} feeds two tables: a job may keep it.
 */
public final class PerplexityStep {
  private static final String[] AUTHOR = {SessionNll.SPLIT, SessionNll.AUTHOR_ID};
  private static final String[] MODEL = {SessionNll.SPLIT, SessionNll.AUTHOR_ID, SessionNll.MODEL};
  private static final String MODELS = "models";

  private PerplexityStep() {}

  /** The table {@code perplexity}: sums over an author's messages of one session. */
  public static Dataset<Row> bySession(Dataset<Row> messageNll) {
    return messageNll
        .groupBy(
            SessionNll.MODEL,
            SessionNll.AUTHOR_ID,
            SessionNll.CONVERSATION_ID,
            SessionNll.SESSION_ID,
            SessionNll.SPLIT)
        .agg(
            ExactSum.ofDoubles(SessionNll.NLL_NATS),
            ExactSum.ofDoubles(SessionNll.HEADER_NLL_NATS),
            ExactSum.ofIntegers(SessionNll.TOKENS, "long"),
            ExactSum.ofIntegers(SessionNll.WORDS, "long"),
            ExactSum.ofIntegers(SessionNll.BYTES, "long"),
            count(lit(1)).as(SessionNll.MESSAGES));
  }

  /** NLL rates of every author and pool with their resamples: input of the two methods below. */
  public static Dataset<Row> rates(Dataset<Row> perplexity, EvaluateConfig config) {
    Dataset<Row> matched = matchedAuthors(perplexity);
    Dataset<Row> eligible = matched.filter(hasEnough(config)).select(columns(AUTHOR));
    Dataset<Row> people = markEligible(perplexity, eligible);
    Dataset<Row> everybody = pool(perplexity, AuthorPerplexity.ALL);
    Dataset<Row> comparable = pool(semiJoin(perplexity, matched), AuthorPerplexity.MATCHED);
    Dataset<Row> sessions = people.unionByName(everybody).unionByName(comparable);
    Dataset<Row> resampled =
        grouped(sessions, MODEL)
            .flatMapSortedGroups(
                columns(SessionNll.CONVERSATION_ID, SessionNll.SESSION_ID),
                new ResampleSessions(config),
                ModelRates.ENCODER);
    Dataset<Row> averaged =
        grouped(resampled.filter(col(ModelRates.ELIGIBLE)), ModelRates.SPLIT, ModelRates.MODEL)
            .flatMapSortedGroups(
                columns(ModelRates.AUTHOR_ID), new AverageAuthors(), ModelRates.ENCODER);
    return resampled.union(averaged);
  }

  /** The table {@code perplexity_by_author}. */
  public static Dataset<Row> byAuthor(Dataset<Row> rates, EvaluateConfig config) {
    return rates.map(new DescribePerplexity(config), AuthorPerplexity.ENCODER);
  }

  /** The table {@code comparisons}. */
  public static Dataset<Row> compare(Dataset<Row> rates, EvaluateConfig config) {
    return grouped(rates, AUTHOR).flatMapGroups(new CompareModels(config), Comparison.ENCODER);
  }

  /** Authors who have a number under every model of their split, with their counts. */
  private static Dataset<Row> matchedAuthors(Dataset<Row> perplexity) {
    Dataset<Row> models =
        perplexity.groupBy(SessionNll.SPLIT).agg(countDistinct(SessionNll.MODEL).as(MODELS));
    Dataset<Row> byModel =
        perplexity
            .groupBy(columns(MODEL))
            .agg(
                ExactSum.ofIntegers(SessionNll.MESSAGES, "long"),
                count(lit(1)).as(ModelRates.SESSIONS));
    Dataset<Row> authors =
        byModel
            .groupBy(columns(AUTHOR))
            .agg(
                count(lit(1)).as("scored_models"),
                min(SessionNll.MESSAGES).as(SessionNll.MESSAGES),
                min(ModelRates.SESSIONS).as(ModelRates.SESSIONS));
    return authors.join(models, SessionNll.SPLIT).filter(col("scored_models").equalTo(col(MODELS)));
  }

  private static Column hasEnough(EvaluateConfig config) {
    return col(SessionNll.MESSAGES)
        .geq(config.minimumTestMessages())
        .and(col(ModelRates.SESSIONS).geq(config.minimumTestSessions()));
  }

  private static Dataset<Row> markEligible(Dataset<Row> perplexity, Dataset<Row> eligible) {
    Dataset<Row> marked = eligible.withColumn(ModelRates.ELIGIBLE, lit(true));
    return perplexity
        .join(marked, AUTHOR, "left")
        .withColumn(ModelRates.ELIGIBLE, coalesce(col(ModelRates.ELIGIBLE), lit(false)));
  }

  private static Dataset<Row> semiJoin(Dataset<Row> perplexity, Dataset<Row> authors) {
    return perplexity.join(authors, AUTHOR, "left_semi");
  }

  /** Sums over authors within each session, so that a session stays one draw. */
  private static Dataset<Row> pool(Dataset<Row> perplexity, String name) {
    return perplexity
        .groupBy(
            SessionNll.MODEL, SessionNll.CONVERSATION_ID, SessionNll.SESSION_ID, SessionNll.SPLIT)
        .agg(
            ExactSum.ofDoubles(SessionNll.NLL_NATS),
            ExactSum.ofDoubles(SessionNll.HEADER_NLL_NATS),
            ExactSum.ofIntegers(SessionNll.TOKENS, "long"),
            ExactSum.ofIntegers(SessionNll.WORDS, "long"),
            ExactSum.ofIntegers(SessionNll.BYTES, "long"),
            ExactSum.ofIntegers(SessionNll.MESSAGES, "long"))
        .withColumn(SessionNll.AUTHOR_ID, lit(name))
        .withColumn(ModelRates.ELIGIBLE, lit(false));
  }

  private static KeyValueGroupedDataset<Row, Row> grouped(Dataset<Row> rows, String... keys) {
    StructType keySchema = new StructType();
    for (String key : keys) {
      keySchema = keySchema.add(rows.schema().apply(key));
    }
    Encoder<Row> keyEncoder = Encoders.row(keySchema);
    return rows.groupBy(columns(keys)).as(keyEncoder, Encoders.row(rows.schema()));
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }
}
