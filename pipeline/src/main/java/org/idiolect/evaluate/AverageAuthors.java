package org.idiolect.evaluate;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/** Averages the rates of the eligible authors under one model, resample by resample. */
final class AverageAuthors implements FlatMapGroupsFunction<Row, Row, Row> {
  @Override
  public Iterator<Row> call(Row key, Iterator<Row> authors) {
    Iterator<ModelRates> rates =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(authors, 0), false)
            .map(ModelRates::fromRow)
            .iterator();
    String split = key.getAs(ModelRates.SPLIT);
    String model = key.getAs(ModelRates.MODEL);
    return List.of(ModelRates.mean(split, AuthorPerplexity.MACRO, model, rates).toRow()).iterator();
  }
}
