package org.idiolect.train;

import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Gives each author of one sorted partition, those with most work first, a bin and a place. */
final class SeatAuthors implements MapPartitionsFunction<Row, Row> {
  private final int bins;

  SeatAuthors(int bins) {
    this.bins = bins;
  }

  /** Rows of {@link TrainingPlan#LOAD} to rows of {@link TrainingPlan#SEATED}. */
  @Override
  public Iterator<Row> call(Iterator<Row> authors) {
    AuthorBins packed = new AuthorBins(bins);
    Iterable<Row> rows = () -> authors;
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            author -> {
              AuthorBins.Seat seat = packed.seat(author.getLong(2));
              return RowFactory.create(
                  author.getString(0), author.getString(1), seat.bin(), seat.place());
            })
        .iterator();
  }
}
