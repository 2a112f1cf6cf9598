package org.idiolect.report;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.report.ReportData.Habit;

/** Style rows of one person as lines of a table. */
final class Habits {
  private static final String PERCENT = "%";
  private static final String NUMBER = "";

  private Habits() {}

  /**
   * The lines of one person.
   *
   * @param bySource style rows by source: train, test, generated
   */
  static List<Habit> of(Map<String, Row> bySource) {
    return List.of(
        habit("words in a message", NUMBER, StyleProfile.WORDS_MEAN, bySource),
        habit("characters in a message", NUMBER, StyleProfile.CHARACTERS_MEAN, bySource),
        habit("begins with a small letter", PERCENT, StyleProfile.LOWER_CASE_START, bySource),
        habit("ends with a full stop", PERCENT, StyleProfile.PERIOD_END, bySource),
        habit("ends with a question mark", PERCENT, StyleProfile.QUESTION_END, bySource),
        habit("ends with an exclamation mark", PERCENT, StyleProfile.EXCLAMATION_END, bySource),
        habit("ends with an ellipsis", PERCENT, StyleProfile.ELLIPSIS_END, bySource),
        habit("ends without a mark", PERCENT, StyleProfile.PLAIN_END, bySource),
        habit("has an emoji", PERCENT, StyleProfile.EMOJI, bySource),
        habit("asks something", PERCENT, StyleProfile.QUESTION, bySource),
        habit("sentences in a message", NUMBER, StyleProfile.SENTENCES_MEAN, bySource),
        habit("distance to own later messages", NUMBER, StyleProfile.DISTANCE_TO_OWN, bySource),
        habit("distance to other people", NUMBER, StyleProfile.DISTANCE_TO_OTHERS, bySource));
  }

  private static Habit habit(String name, String unit, String column, Map<String, Row> bySource) {
    return new Habit(
        name,
        unit,
        value(bySource.get(StyleProfile.TRAIN), column),
        value(bySource.get(StyleProfile.TEST), column),
        value(bySource.get(StyleProfile.GENERATED), column));
  }

  private static Double value(Row row, String column) {
    return row == null ? null : row.getAs(column);
  }
}
