package org.idiolect.train;

import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Row;
import org.idiolect.window.TokenWindow;
import scala.Tuple2;

/** Gives each row of {@link TrainingPlan} its place: bin, place in the bin, window. */
final class KeyByAuthor implements PairFunction<Row, AuthorKey, Row> {
  private final RankTiers ranks;

  KeyByAuthor(RankTiers ranks) {
    this.ranks = ranks;
  }

  @Override
  public Tuple2<AuthorKey, Row> call(Row row) {
    String window = row.getAs(TokenWindow.WINDOW_ID);
    AuthorKey key =
        new AuthorKey(
            row.<Integer>getAs(TrainingPlan.BIN),
            ranks.of(row.getAs(TrainingPlan.GRADE)).rank(),
            row.<Integer>getAs(TrainingPlan.PLACE),
            row.getAs(TrainingPlan.AUTHOR),
            window == null ? "" : window);
    return new Tuple2<>(key, row);
  }
}
