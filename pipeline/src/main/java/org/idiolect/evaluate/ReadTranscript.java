package org.idiolect.evaluate;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.idiolect.generate.ContinuedTranscript;
import org.idiolect.window.ParsedTranscript;
import org.idiolect.window.TranscriptLine;
import org.idiolect.window.TranscriptParser;

/** Parses a continued conversation back from its text and counts what holds. */
final class ReadTranscript implements MapFunction<Row, Row> {
  @Override
  public Row call(Row row) {
    return read(
            row.getAs(ContinuedTranscript.TRANSCRIPT_ID),
            row.getAs(ContinuedTranscript.SOURCE),
            row.getAs(ContinuedTranscript.PROMPT),
            row.getAs(ContinuedTranscript.TEXT))
        .toRow();
  }

  /**
   * Reads one.
   *
   * @param prompt a transcript of at least one message
   * @param text whole lines that follow it
   */
  static TranscriptValidity read(String id, String source, String prompt, String text) {
    List<TranscriptLine> before = TranscriptParser.parse(prompt);
    ParsedTranscript parsed = TranscriptParser.parseLenient(prompt + text);
    Set<String> people = new HashSet<>();
    before.forEach(line -> people.add(line.letter()));
    List<TranscriptLine> all = parsed.lines();
    Set<String> speakers = new HashSet<>();
    List<Long> gaps = new ArrayList<>();
    int known = 0;
    int switches = 0;
    for (int i = before.size(); i < all.size(); i++) {
      TranscriptLine line = all.get(i);
      TranscriptLine last = all.get(i - 1);
      if (people.contains(line.letter())) {
        known++;
        speakers.add(line.letter());
      }
      switches += line.letter().equals(last.letter()) ? 0 : 1;
      long gap = ChronoUnit.MINUTES.between(stamp(last), stamp(line));
      if (gap >= 0) {
        gaps.add(gap);
      }
    }
    int messages = all.size() - before.size();
    return new TranscriptValidity(
        id,
        source,
        messages + parsed.unreadable(),
        messages,
        known,
        messages - gaps.size(),
        speakers.size(),
        switches,
        gaps);
  }

  private static LocalDateTime stamp(TranscriptLine line) {
    return line.day().atTime(line.time());
  }
}
