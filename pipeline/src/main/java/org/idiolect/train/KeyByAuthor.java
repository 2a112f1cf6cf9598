package org.idiolect.train;

import java.util.Map;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Row;
import org.idiolect.window.TokenWindow;
import scala.Tuple2;

/** Gives each (author, window) row its place: bin, author, window. */
final class KeyByAuthor implements PairFunction<Row, AuthorKey, Row> {
  private final Map<String, Integer> binOf;

  KeyByAuthor(Map<String, Integer> binOf) {
    this.binOf = binOf;
  }

  @Override
  public Tuple2<AuthorKey, Row> call(Row row) {
    String author = row.getAs("target_author");
    String window = row.getAs(TokenWindow.WINDOW_ID);
    return new Tuple2<>(new AuthorKey(binOf.get(author), author, window), row);
  }
}
