package org.idiolect.evaluate;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/** Sums and resamples the sessions of one author under one model, in the order they come. */
final class ResampleSessions implements FlatMapGroupsFunction<Row, Row, Row> {
  private final EvaluateConfig config;

  ResampleSessions(EvaluateConfig config) {
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> sessions) {
    ResampledNll sums = new ResampledNll(config);
    Row row = null;
    while (sessions.hasNext()) {
      row = sessions.next();
      sums.add(SessionNll.fromRow(row));
    }
    ModelRates rates =
        sums.rates(
            row.getAs(ModelRates.SPLIT),
            row.getAs(ModelRates.AUTHOR_ID),
            row.getAs(ModelRates.MODEL),
            row.<Boolean>getAs(ModelRates.ELIGIBLE));
    return List.of(rates.toRow()).iterator();
  }
}
