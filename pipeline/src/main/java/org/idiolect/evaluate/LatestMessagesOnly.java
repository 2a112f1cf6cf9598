package org.idiolect.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;

/**
 * A person's window as each subset of their training messages sees it, under the subset's id.
 *
 * <p>A subset is the latest messages, so within a window it is the end: where a message is left
 * out, all before the subset's first one becomes context, which no loss counts. A training window
 * without any is left out; the held-out windows are the same for every subset.
 */
final class LatestMessagesOnly implements FlatMapFunction<Row, Row> {
  private final LearningCurveConfig config;

  LatestMessagesOnly(LearningCurveConfig config) {
    this.config = config;
  }

  /** Rows of a window with {@link TrainingSubsets}' columns to rows of its result. */
  @Override
  public Iterator<Row> call(Row row) {
    TokenWindow window = TokenWindow.fromRow(row);
    String person = row.getAs(TrainingSubsets.PERSON);
    Map<String, Integer> places = places(row);
    List<Row> seen = new ArrayList<>();
    for (int messages : config.subsets(row.<Integer>getAs(TrainingSubsets.TOTAL))) {
      OptionalInt from =
          window.split() == Split.TRAIN
              ? firstOf(messages, window, person, places)
              : OptionalInt.of(window.scoredFrom());
      if (from.isPresent()) {
        seen.add(row(window, person, messages, from.getAsInt()));
      }
    }
    return seen.iterator();
  }

  /** Places of the person's messages, 1 for the latest. */
  private static Map<String, Integer> places(Row row) {
    Map<String, Integer> places = new HashMap<>();
    int column = row.fieldIndex(TrainingSubsets.PLACES);
    if (!row.isNullAt(column)) {
      row.<Row>getList(column).forEach(pair -> places.put(pair.getString(0), pair.getInt(1)));
    }
    return places;
  }

  /**
   * Where a subset begins to count in a window: as ever when no message of the person is left out,
   * else with the header of its first message; empty without any.
   */
  private static OptionalInt firstOf(
      int messages, TokenWindow window, String person, Map<String, Integer> places) {
    List<Span> theirs =
        window.spans().stream()
            .filter(span -> span.authorId().equals(person) && span.end() > window.scoredFrom())
            .toList();
    List<Span> seen =
        theirs.stream()
            .filter(span -> places.getOrDefault(span.messageId(), Integer.MAX_VALUE) <= messages)
            .toList();
    return !seen.isEmpty() && seen.size() == theirs.size()
        ? OptionalInt.of(window.scoredFrom())
        : seen.stream().mapToInt(span -> Math.max(window.scoredFrom(), span.headerStart())).min();
  }

  private static Row row(TokenWindow window, String person, int messages, int scoredFrom) {
    String subset = TrainingSubsets.id(person, messages);
    List<Span> spans =
        window.spans().stream()
            .map(span -> span.authorId().equals(person) ? renamed(span, subset) : span)
            .toList();
    Row columns =
        new TokenWindow(
                window.windowId(),
                window.conversationId(),
                window.sessionId(),
                window.split(),
                window.windowIndex(),
                window.tokenIds(),
                spans,
                scoredFrom)
            .toRow();
    Object[] values = new Object[columns.length() + 3];
    for (int i = 0; i < columns.length(); i++) {
      values[i] = columns.get(i);
    }
    values[columns.length()] = subset;
    values[columns.length() + 1] = person;
    values[columns.length() + 2] = messages;
    return RowFactory.create(values);
  }

  private static Span renamed(Span span, String authorId) {
    return new Span(
        authorId,
        span.messageId(),
        span.headerStart(),
        span.start(),
        span.end(),
        span.words(),
        span.bytes());
  }
}
