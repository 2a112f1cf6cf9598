package org.idiolect.report;

import static org.apache.spark.sql.functions.sum;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.evaluate.Memorization;
import org.idiolect.evaluate.QuestionAnswer;
import org.idiolect.evaluate.ScalingPoint;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.evaluate.TranscriptReport;
import org.idiolect.evaluate.attribution.AttributionReport;
import org.idiolect.evaluate.attribution.Detection;
import org.idiolect.report.Evidence.Answered;
import org.idiolect.report.Evidence.Copies;
import org.idiolect.report.Evidence.Judged;
import org.idiolect.report.Evidence.Told;
import org.idiolect.report.Evidence.WentOn;
import org.idiolect.report.ReportData.Bounded;

/** Reads the tables that are small whatever the input: a row a source, a question, a size. */
final class EvidenceRows {
  /** Really written first, then imitations from the least to the most personal. */
  static final List<String> SOURCES =
      List.of("validation", "test", "base", "shared", "prompted", "author");

  private static final List<String> TRANSCRIPTS = List.of("people", "guided", "free");

  private EvidenceRows() {}

  static Evidence read(ReportTables tables) {
    return new Evidence(
        rows(tables.attribution(), EvidenceRows::judged).stream()
            .sorted(
                Comparator.comparingInt((Judged judged) -> SOURCES.indexOf(judged.source()))
                    .thenComparingInt(Judged::messages)
                    .thenComparing(Judged::judge))
            .toList(),
        rows(tables.detect(), EvidenceRows::told).stream()
            .sorted(Comparator.comparingInt(Told::messages))
            .toList(),
        rows(copies(tables.memorization()), EvidenceRows::copied),
        rows(tables.transcripts(), EvidenceRows::wentOn).stream()
            .sorted(Comparator.comparingInt(row -> TRANSCRIPTS.indexOf(row.source())))
            .toList(),
        rows(tables.questions(), EvidenceRows::answered),
        rows(tables.scaling(), ScalingPoint::fromRow));
  }

  private static <T> List<T> rows(Dataset<Row> table, Function<Row, T> read) {
    return table == null ? List.of() : table.collectAsList().stream().map(read).toList();
  }

  private static Judged judged(Row row) {
    return new Judged(
        row.getAs(AttributionReport.SOURCE),
        row.<Integer>getAs(AttributionReport.MESSAGES),
        row.getAs(AttributionReport.JUDGE),
        row.<Long>getAs(AttributionReport.TEXTS),
        new Bounded(
            row.getAs(AttributionReport.TOP1),
            row.getAs(AttributionReport.LOW),
            row.getAs(AttributionReport.HIGH)),
        row.<Double>getAs(AttributionReport.CHANCE));
  }

  private static Told told(Row row) {
    return new Told(
        row.<Integer>getAs(Detection.MESSAGES),
        row.<Long>getAs(Detection.HUMAN_TEXTS) + row.<Long>getAs(Detection.GENERATED_TEXTS),
        new Bounded(row.getAs(Detection.AUC), row.getAs(Detection.LOW), row.getAs(Detection.HIGH)));
  }

  /** Everybody's together: single people write too few long n-grams. */
  private static Dataset<Row> copies(Dataset<Row> memorization) {
    String[] key = {StyleProfile.SOURCE, Memorization.TARGET};
    return memorization == null
        ? null
        : memorization
            .groupBy(Memorization.N, key)
            .agg(
                sum(Memorization.NGRAMS).as(Memorization.NGRAMS),
                sum(Memorization.COPIED_NGRAMS).as(Memorization.COPIED_NGRAMS))
            .orderBy(Memorization.N, key);
  }

  private static Copies copied(Row row) {
    return new Copies(
        row.getAs(StyleProfile.SOURCE),
        row.<Integer>getAs(Memorization.N),
        row.getAs(Memorization.TARGET),
        row.<Long>getAs(Memorization.NGRAMS),
        row.<Long>getAs(Memorization.COPIED_NGRAMS));
  }

  private static WentOn wentOn(Row row) {
    return new WentOn(
        row.getAs(TranscriptReport.SOURCE),
        row.<Long>getAs(TranscriptReport.TRANSCRIPTS),
        row.<Long>getAs(TranscriptReport.LINES),
        row.getAs(TranscriptReport.LINES_PARSED),
        row.getAs(TranscriptReport.KNOWN_SPEAKERS),
        row.getAs(TranscriptReport.STAMPS_IN_ORDER),
        row.getAs(TranscriptReport.BOTH_SPEAK),
        row.getAs(TranscriptReport.SWITCH_RATE),
        new Bounded(
            row.getAs(TranscriptReport.GAP_MEDIAN),
            row.getAs(TranscriptReport.GAP_P10),
            row.getAs(TranscriptReport.GAP_P90)),
        row.<Long>getAs(TranscriptReport.HEADERS_SAMPLED),
        row.<Long>getAs(TranscriptReport.HEADERS_REFUSED),
        row.<Long>getAs(TranscriptReport.TURNS_FORCED));
  }

  private static Answered answered(Row row) {
    return new Answered(
        row.getAs(QuestionAnswer.MODEL),
        row.getAs(QuestionAnswer.TASK),
        row.getAs(QuestionAnswer.QUESTION),
        row.getAs(QuestionAnswer.ANSWER),
        row.<Double>getAs(QuestionAnswer.PROBABILITY),
        row.<Double>getAs(QuestionAnswer.PROBABILITY_WITH_STOP));
  }
}
