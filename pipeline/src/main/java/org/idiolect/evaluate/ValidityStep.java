package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.generate.ContinuedTranscript;

/**
 * Are continued conversations conversations? Two people who both speak, time that goes on (the
 * paper's section 5.1.2), beside how the same sessions really went on.
 *
 * <p><b>Input</b>: {@code transcripts}. <b>Output</b>: {@link TranscriptValidity}, one row a
 * transcript, and {@link TranscriptReport}, one row a source. <b>Cost</b>: small shuffles.
 */
public final class ValidityStep {
  private static final String GAP = "gap";

  private ValidityStep() {}

  /** Parses every transcript back. */
  public static Dataset<Row> read(Dataset<Row> transcripts) {
    return transcripts.map(new ReadTranscript(), TranscriptValidity.ENCODER);
  }

  /** Sums by source; shares are ratios of sums. */
  public static Dataset<Row> report(Dataset<Row> validity, Dataset<Row> transcripts) {
    Column parsed = col(TranscriptValidity.PARSED);
    Dataset<Row> shares =
        validity
            .groupBy(TranscriptReport.SOURCE)
            .agg(
                count(lit(1)).as(TranscriptReport.TRANSCRIPTS),
                sum(TranscriptValidity.LINES).as(TranscriptReport.LINES),
                share(parsed, col(TranscriptValidity.LINES), TranscriptReport.LINES_PARSED),
                share(col(TranscriptValidity.KNOWN), parsed, TranscriptReport.KNOWN_SPEAKERS),
                share(
                    parsed.minus(col(TranscriptValidity.BACK)),
                    parsed,
                    TranscriptReport.STAMPS_IN_ORDER),
                avg(when(col(TranscriptValidity.SPEAKERS).geq(2), 1.0).otherwise(0.0))
                    .as(TranscriptReport.BOTH_SPEAK),
                share(col(TranscriptValidity.SWITCHES), parsed, TranscriptReport.SWITCH_RATE));
    Dataset<Row> gaps =
        validity
            .select(
                col(TranscriptReport.SOURCE),
                explode_outer(col(TranscriptValidity.GAP_MINUTES)).as(GAP))
            .groupBy(TranscriptReport.SOURCE)
            .agg(
                quantile(0.1, TranscriptReport.GAP_P10),
                quantile(0.5, TranscriptReport.GAP_MEDIAN),
                quantile(0.9, TranscriptReport.GAP_P90));
    Dataset<Row> guidance =
        transcripts
            .groupBy(ContinuedTranscript.SOURCE)
            .agg(
                sum(ContinuedTranscript.HEADERS_SAMPLED).as(TranscriptReport.HEADERS_SAMPLED),
                sum(ContinuedTranscript.HEADERS_REFUSED).as(TranscriptReport.HEADERS_REFUSED),
                sum(ContinuedTranscript.TURNS_FORCED).as(TranscriptReport.TURNS_FORCED));
    return shares
        .join(gaps, TranscriptReport.SOURCE)
        .join(guidance, TranscriptReport.SOURCE)
        .orderBy(TranscriptReport.SOURCE)
        .coalesce(1);
  }

  private static Column share(Column part, Column whole, String name) {
    return sum(part).divide(sum(whole)).as(name);
  }

  private static Column quantile(double share, String name) {
    return expr("percentile(" + GAP + ", " + share + ")").as(name);
  }
}
