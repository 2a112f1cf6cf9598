package org.idiolect.report;

import java.util.List;
import java.util.Optional;
import org.idiolect.report.PageView.Cell;
import org.idiolect.report.PageView.HabitLine;
import org.idiolect.report.PageView.PersonLine;
import org.idiolect.report.PageView.SampleView;
import org.idiolect.report.ReportData.Bounded;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Habit;
import org.idiolect.report.ReportData.Person;
import org.idiolect.report.ReportData.Sample;

/** The texts about one person. */
final class PersonLines {
  private static final int PROMPT_MESSAGES = 4;
  private static final int OPEN_AT_FIRST = 2;

  /** So many copied tokens are worth a word; shorter runs are everyday phrases. */
  private static final int LONG_COPY_TOKENS = 13;

  private PersonLines() {}

  static String curveId(int index) {
    return "chart-person-" + index;
  }

  static PersonLine of(Person person, int index) {
    Optional<Difference> gain = person.difference("author", "shared");
    return new PersonLine(
        "person-" + index,
        person.label(),
        person.grade(),
        Numbers.count(person.messages()),
        person.messages(),
        Numbers.count(person.tokens()),
        person.tokens(),
        bits(person, "base"),
        bits(person, "shared"),
        bits(person, "author"),
        cell(person.score("author").map(score -> score.tokenPerplexity()), 1),
        gain.map(d -> Numbers.signedPercent(d.relative())).orElse(""),
        gain.map(d -> Numbers.plain(d.relative())).orElse(""),
        gain.map(PageBuilder::css).orElse(""),
        status(person),
        index < OPEN_AT_FIRST,
        person.samples().stream().map(PersonLines::sample).toList(),
        !person.habits().isEmpty(),
        person.habits().stream().map(PersonLines::habit).toList(),
        person.curve() != null,
        person.curve() == null ? "" : curveId(index),
        person.curve() == null ? List.of() : PageBuilder.points(person.curve()));
  }

  private static Cell bits(Person person, String model) {
    return cell(person.score(model).map(score -> score.bitsPerByte()), 3);
  }

  private static Cell cell(Optional<Bounded> number, int places) {
    return number
        .map(
            n ->
                new Cell(
                    Numbers.decimals(n.value(), places),
                    Numbers.interval(n, places),
                    Numbers.plain(n.value())))
        .orElse(new Cell("", "", ""));
  }

  private static String status(Person person) {
    if (person.reason() != null && !person.reason().isBlank()) {
      return person.reason();
    }
    return person.status() == null ? "" : person.status();
  }

  private static SampleView sample(Sample sample) {
    String copied =
        sample.longestCopiedTokens() >= LONG_COPY_TOKENS
            ? sample.longestCopiedTokens() + " tokens in a row are from a training message"
            : "";
    return new SampleView(
        PromptLines.last(sample.prompt(), PROMPT_MESSAGES),
        PromptLines.readable(sample.realReply()),
        PromptLines.readable(sample.imitation()),
        copied);
  }

  private static HabitLine habit(Habit habit) {
    return new HabitLine(
        habit.name(),
        value(habit.train(), habit.unit()),
        value(habit.test(), habit.unit()),
        value(habit.generated(), habit.unit()));
  }

  private static String value(Double number, String unit) {
    if (number == null) {
      return "";
    }
    return unit.equals("%") ? Numbers.percent(number) : Numbers.decimals(number, 2);
  }
}
