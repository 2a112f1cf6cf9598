package org.idiolect.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.AuthorName;
import org.idiolect.clean.Source;
import org.idiolect.evaluate.AuthorPerplexity;
import org.idiolect.evaluate.Comparison;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Person;
import org.idiolect.report.ReportData.Score;
import org.idiolect.window.Author;

/**
 * Collects what the page shows: the one step whose output is not a table.
 *
 * <p><b>Input</b>: the tables of {@link ReportTables}. <b>Output</b>: {@link ReportData}.
 *
 * <p><b>Cost</b>: one small job per table. What reaches the driver is bounded by the settings: the
 * people with most text, a few samples of each, thinned curves.
 */
public final class ReportStep {
  private static final int PSEUDONYM_LETTERS = 7;
  private static final String TEST = "test";

  private final ReportTables tables;
  private final ReportConfig config;

  private ReportStep(ReportTables tables, ReportConfig config) {
    this.tables = tables;
    this.config = config;
  }

  /** Reads the rows that the page shows. */
  public static ReportData assemble(ReportTables tables, ReportData.Run run, ReportConfig config) {
    return new ReportStep(tables, config).assemble(run);
  }

  private ReportData assemble(ReportData.Run run) {
    List<Row> authors =
        tables
            .authors()
            .orderBy(col(Author.TOKENS).desc(), col(Author.AUTHOR_ID))
            .limit(config.people())
            .collectAsList();
    List<String> ids = authors.stream().map(row -> row.<String>getAs(Author.AUTHOR_ID)).toList();
    Map<String, List<Score>> scores = scores(ids);
    Map<String, List<Difference>> differences = differences(ids);
    String pool = pool(scores);
    List<Person> people =
        new People(tables, config, ids).of(authors, scores, differences, names(ids));
    return new ReportData(
        run,
        flow(),
        pool,
        scores.getOrDefault(pool, List.of()),
        differences.getOrDefault(pool, List.of()),
        Curves.shared(tables.training(), config.curvePoints()),
        EvidenceRows.read(tables),
        people,
        tables.authors().count());
  }

  /** The fairest average there is: one vote each, else the same people's sum, else everybody's. */
  private static String pool(Map<String, List<Score>> scores) {
    return List.of(AuthorPerplexity.MACRO, AuthorPerplexity.MATCHED, AuthorPerplexity.ALL).stream()
        .filter(scores::containsKey)
        .findFirst()
        .orElse(AuthorPerplexity.ALL);
  }

  private ReportData.Flow flow() {
    if (tables.sources() == null) {
      return new ReportData.Flow(List.of());
    }
    List<Row> formats =
        tables
            .sources()
            .groupBy(
                coalesce(col(Source.PLATFORM), lit("unrecognised")).as(Source.PLATFORM),
                coalesce(col(Source.FORMAT), lit("skipped")).as(Source.FORMAT))
            .agg(
                count(lit(1)).as("files"),
                sum(Source.MESSAGES).as(Source.MESSAGES),
                sum(Source.REJECTED).as(Source.REJECTED),
                sum(Source.DUPLICATES).as(Source.DUPLICATES),
                sum(Source.FILTERED).as(Source.FILTERED))
            .orderBy(col(Source.MESSAGES).desc(), col(Source.PLATFORM), col(Source.FORMAT))
            .collectAsList();
    return new ReportData.Flow(formats.stream().map(ReportStep::source).toList());
  }

  private static ReportData.Source source(Row row) {
    return new ReportData.Source(
        row.getAs(Source.PLATFORM),
        row.getAs(Source.FORMAT),
        row.<Long>getAs("files"),
        row.<Long>getAs(Source.MESSAGES),
        row.<Long>getAs(Source.REJECTED),
        row.<Long>getAs(Source.DUPLICATES),
        row.<Long>getAs(Source.FILTERED));
  }

  private Map<String, String> names(List<String> ids) {
    Map<String, String> labels = new LinkedHashMap<>();
    ids.forEach(id -> labels.put(id, id.substring(0, Math.min(PSEUDONYM_LETTERS, id.length()))));
    if (config.names() && tables.names() != null) {
      // The name used most comes last and stays.
      tables
          .names()
          .filter(col(AuthorName.AUTHOR_ID).isInCollection(ids))
          .orderBy(col(AuthorName.MESSAGES), col(AuthorName.NAME).desc())
          .collectAsList()
          .forEach(row -> labels.put(row.getAs(AuthorName.AUTHOR_ID), row.getAs(AuthorName.NAME)));
    }
    return labels;
  }

  private Map<String, List<Score>> scores(List<String> ids) {
    return heldOut(tables.perplexityByAuthor(), ids).stream()
        .sorted(ReportStep::byModel)
        .collect(
            Collectors.groupingBy(
                row -> row.getAs(AuthorPerplexity.AUTHOR_ID),
                Collectors.mapping(Rows::score, Collectors.toList())));
  }

  private static int byModel(Row a, Row b) {
    return Integer.compare(
        Rows.modelOrder(a.getAs(AuthorPerplexity.MODEL)),
        Rows.modelOrder(b.getAs(AuthorPerplexity.MODEL)));
  }

  private Map<String, List<Difference>> differences(List<String> ids) {
    return heldOut(tables.comparisons(), ids).stream()
        .sorted((a, b) -> Integer.compare(Rows.pairOrder(a), Rows.pairOrder(b)))
        .collect(
            Collectors.groupingBy(
                row -> row.getAs(Comparison.AUTHOR_ID),
                Collectors.mapping(Rows::difference, Collectors.toList())));
  }

  private static List<Row> heldOut(Dataset<Row> rows, List<String> ids) {
    if (rows == null) {
      return List.of();
    }
    List<String> wanted = new ArrayList<>(ids);
    wanted.addAll(List.of(AuthorPerplexity.ALL, AuthorPerplexity.MATCHED, AuthorPerplexity.MACRO));
    return rows.filter(col(AuthorPerplexity.SPLIT).equalTo(TEST))
        .filter(col(AuthorPerplexity.AUTHOR_ID).isInCollection(wanted))
        .collectAsList();
  }
}
