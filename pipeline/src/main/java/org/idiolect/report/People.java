package org.idiolect.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.report.ReportData.Curve;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Habit;
import org.idiolect.report.ReportData.Person;
import org.idiolect.report.ReportData.Sample;
import org.idiolect.report.ReportData.Score;
import org.idiolect.window.Author;

/** Everything about the people on the page, read table by table. */
final class People {
  private static final String AUTHOR_ID = "author_id";
  private static final String STATUS = "status";
  private static final String MODEL = "model";
  private static final String SAMPLE_ID = "sample_id";
  private static final String PROMPT = "prompt";
  private static final String TEXT = "text";
  private static final String REAL_REPLY = "real_reply";
  private static final String LONGEST_COPIED_TOKENS = "longest_copied_tokens";
  private static final String PLACE = "place";

  /** A page is for reading: longer texts are cut. */
  private static final int MOST_CHARACTERS = 1000;

  private static final Map<String, String> REASONS =
      Map.of(
          Author.REASON_UNKNOWN, "author unknown",
          Author.REASON_TRAIN_MESSAGES, "too few messages to learn from",
          Author.REASON_VALIDATION_SESSIONS, "too few conversations to check learning on",
          Author.REASON_TEST_SESSIONS, "too few conversations to test on");

  private final ReportTables tables;
  private final ReportConfig config;
  private final List<String> ids;

  People(ReportTables tables, ReportConfig config, List<String> ids) {
    this.tables = tables;
    this.config = config;
    this.ids = ids;
  }

  List<Person> of(
      List<Row> authors,
      Map<String, List<Score>> scores,
      Map<String, List<Difference>> differences,
      Map<String, String> names) {
    Map<String, String> status = status();
    Map<String, List<Sample>> samples = samples();
    Map<String, List<Habit>> habits = habits();
    Map<String, Curve> curves = Curves.ofAuthors(tables.training(), ids, config.curvePoints());
    List<Person> people = new ArrayList<>();
    for (Row author : authors) {
      String id = author.getAs(Author.AUTHOR_ID);
      people.add(
          new Person(
              id,
              names.get(id),
              author.getAs(Author.GRADE),
              author.<Long>getAs(Author.MESSAGES),
              author.<Long>getAs(Author.WORDS),
              author.<Long>getAs(Author.TOKENS),
              status.getOrDefault(id, tables.adapters() == null ? null : "shared model"),
              reason(author.getAs(Author.REASON)),
              scores.getOrDefault(id, List.of()),
              differences.getOrDefault(id, List.of()),
              curves.get(id),
              samples.getOrDefault(id, List.of()),
              habits.getOrDefault(id, List.of())));
    }
    return people;
  }

  private static String reason(String code) {
    return code == null ? null : REASONS.getOrDefault(code, code.replace('_', ' '));
  }

  private Map<String, String> status() {
    if (tables.adapters() == null) {
      return Map.of();
    }
    return rowsOfPeople(tables.adapters().select(AUTHOR_ID, STATUS)).stream()
        .collect(Collectors.toMap(row -> row.getAs(AUTHOR_ID), row -> row.getAs(STATUS)));
  }

  /** Samples of the most personal model there is for each author, in an order that chance made. */
  private Map<String, List<Sample>> samples() {
    if (tables.samples() == null || config.samplesPerPerson() == 0) {
      return Map.of();
    }
    // "author" sorts before "base" and "shared".
    WindowSpec ofAuthor = Window.partitionBy(AUTHOR_ID).orderBy(MODEL, SAMPLE_ID);
    Dataset<Row> first =
        tables
            .samples()
            .filter(col(MODEL).notEqual("base"))
            .withColumn(PLACE, row_number().over(ofAuthor))
            .filter(col(PLACE).leq(config.samplesPerPerson()))
            .orderBy(AUTHOR_ID, PLACE);
    Map<String, List<Sample>> samples = new HashMap<>();
    rowsOfPeople(first)
        .forEach(
            row ->
                samples
                    .computeIfAbsent(row.getAs(AUTHOR_ID), id -> new ArrayList<>())
                    .add(sample(row)));
    return samples;
  }

  private static Sample sample(Row row) {
    String prompt = row.getAs(PROMPT);
    return new Sample(
        prompt.substring(Math.max(0, prompt.length() - MOST_CHARACTERS)),
        clip(row.getAs(TEXT)),
        clip(row.getAs(REAL_REPLY)),
        row.<Integer>getAs(LONGEST_COPIED_TOKENS));
  }

  private static String clip(String text) {
    if (text == null || text.length() <= MOST_CHARACTERS) {
      return text == null ? "" : text;
    }
    return text.substring(
            0, text.offsetByCodePoints(0, text.codePointCount(0, MOST_CHARACTERS - 1)))
        + "\u2026";
  }

  private Map<String, List<Habit>> habits() {
    if (tables.style() == null) {
      return Map.of();
    }
    Map<String, Map<String, Row>> bySource = new HashMap<>();
    rowsOfPeople(tables.style())
        .forEach(
            row ->
                bySource
                    .computeIfAbsent(row.getAs(AUTHOR_ID), id -> new HashMap<>())
                    .put(row.getAs(StyleProfile.SOURCE), row));
    return bySource.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Habits.of(entry.getValue())));
  }

  private List<Row> rowsOfPeople(Dataset<Row> rows) {
    return rows.filter(col(AUTHOR_ID).isInCollection(ids)).collectAsList();
  }
}
