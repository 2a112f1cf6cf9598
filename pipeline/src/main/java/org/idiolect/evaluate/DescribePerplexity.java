package org.idiolect.evaluate;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Turns resampled rates into three perplexities with intervals. */
final class DescribePerplexity implements MapFunction<Row, Row> {
  private final EvaluateConfig config;

  DescribePerplexity(EvaluateConfig config) {
    this.config = config;
  }

  @Override
  public Row call(Row rates) {
    return AuthorPerplexity.row(ModelRates.fromRow(rates), config.minimumSessions());
  }
}
