package org.idiolect.report;

import java.util.List;
import org.apache.spark.sql.Row;
import org.idiolect.evaluate.AuthorPerplexity;
import org.idiolect.evaluate.Comparison;
import org.idiolect.evaluate.ScoredModel;
import org.idiolect.report.ReportData.Bounded;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Score;

/** Reads evaluation rows. */
final class Rows {
  private static final List<String> PAIRS =
      List.of("author shared", "author swapped", "swapped shared", "shared base", "author base");

  private Rows() {}

  static Score score(Row row) {
    return new Score(
        row.getAs(AuthorPerplexity.MODEL),
        row.<Long>getAs(AuthorPerplexity.MESSAGES),
        row.<Long>getAs(AuthorPerplexity.SESSIONS),
        bounded(row, AuthorPerplexity.TOKEN_PERPLEXITY),
        bounded(row, AuthorPerplexity.WORD_PERPLEXITY),
        bounded(row, AuthorPerplexity.BITS_PER_BYTE));
  }

  private static Bounded bounded(Row row, String column) {
    return new Bounded(
        row.getAs(column),
        row.getAs(column + AuthorPerplexity.LOW),
        row.getAs(column + AuthorPerplexity.HIGH));
  }

  static Difference difference(Row row) {
    return new Difference(
        row.getAs(Comparison.MODEL_A),
        row.getAs(Comparison.MODEL_B),
        new Bounded(
            row.getAs(Comparison.DIFFERENCE),
            row.getAs(Comparison.LOW),
            row.getAs(Comparison.HIGH)),
        row.getAs(Comparison.RELATIVE),
        row.<Boolean>getAs(Comparison.ELIGIBLE));
  }

  static int modelOrder(String model) {
    return ScoredModel.of(model).ordinal();
  }

  static int pairOrder(Row row) {
    return PAIRS.indexOf(row.getAs(Comparison.MODEL_A) + " " + row.getAs(Comparison.MODEL_B));
  }
}
