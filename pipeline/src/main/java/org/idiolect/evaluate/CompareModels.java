package org.idiolect.evaluate;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/** Compares the models of one author or pool pair by pair. */
final class CompareModels implements FlatMapGroupsFunction<Row, Row, Row> {
  private final EvaluateConfig config;

  CompareModels(EvaluateConfig config) {
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    Map<ScoredModel, ModelRates> models = new EnumMap<>(ScoredModel.class);
    rows.forEachRemaining(
        row -> {
          ModelRates rates = ModelRates.fromRow(row);
          models.put(ScoredModel.of(rates.model()), rates);
        });
    return Comparison.PAIRS.stream()
        .filter(models.keySet()::containsAll)
        .map(
            pair ->
                Comparison.row(
                    models.get(pair.get(0)), models.get(pair.get(1)), config.minimumSessions()))
        .iterator();
  }
}
