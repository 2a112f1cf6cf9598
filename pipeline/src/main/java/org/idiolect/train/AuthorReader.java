package org.idiolect.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.idiolect.model.LoraConfig;
import org.idiolect.window.TokenWindow;
import scala.Tuple2;

/** The authors of a bin, each with all windows; one author is in memory at a time. */
final class AuthorReader implements Iterator<AuthorExamples> {
  private final Iterator<Tuple2<AuthorKey, Row>> windows;
  private final RankTiers ranks;
  private Tuple2<AuthorKey, Row> next;

  AuthorReader(Iterator<Tuple2<AuthorKey, Row>> windows, RankTiers ranks) {
    this.windows = windows;
    this.ranks = ranks;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public AuthorExamples next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    String authorId = next._1().authorId();
    LoraConfig lora = ranks.of(next._2().getAs(TrainingPlan.GRADE));
    AuthorExamples examples = new AuthorExamples(authorId, lora);
    while (next != null && next._1().authorId().equals(authorId)) {
      add(next._2(), examples);
      advance();
    }
    return examples;
  }

  private static void add(Row row, AuthorExamples examples) {
    if (row.getAs(TokenWindow.WINDOW_ID) == null) {
      return; // an author without windows
    }
    try {
      examples.add(TokenWindow.fromRow(row));
    } catch (RuntimeException e) {
      examples.fail(e);
    }
  }

  private void advance() {
    next = windows.hasNext() ? windows.next() : null;
  }
}
