package org.idiolect.report;

import java.util.List;
import java.util.Optional;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Person;

/** The page in one or two sentences, from the numbers alone: no praise that the interval denies. */
final class Verdict {
  private Verdict() {}

  static String of(ReportData data) {
    if (data.peopleFound() == 0) {
      return "No people were found in these messages, so there is nobody to imitate.";
    }
    long trained = data.people().stream().filter(Verdict::trained).count();
    if (trained == 0) {
      return "%s found; nobody has a model of their own yet.".formatted(people(data.peopleFound()));
    }
    String opening =
        "%d of %s shown %s a model of their own."
            .formatted(trained, people(data.people().size()), trained == 1 ? "has" : "have");
    return opening
        + gain(data.differences())
        + persons(data.people())
        + control(data.differences());
  }

  private static boolean trained(Person person) {
    return "trained".equals(person.status());
  }

  private static String people(long count) {
    return Numbers.count(count) + (count == 1 ? " person" : " people");
  }

  private static String gain(List<Difference> differences) {
    return find(differences, "author", "shared")
        .filter(difference -> difference.relative() != null)
        .map(Verdict::gainSentence)
        .orElse("");
  }

  private static String gainSentence(Difference difference) {
    String size = Numbers.percent(Math.abs(difference.relative()));
    return switch (direction(difference)) {
      case BETTER ->
          " On messages it has never seen, the own model needs %s fewer bits than the shared one."
              .formatted(size);
      case WORSE ->
          " On messages it has never seen, the own model needs %s more bits than the shared one: it does not help yet."
              .formatted(size);
      case UNCLEAR ->
          " On messages it has never seen, own and shared model cannot be told apart with this many messages (%s)."
              .formatted(Numbers.signedPercent(difference.relative()));
    };
  }

  private static String persons(List<Person> people) {
    List<Difference> own =
        people.stream()
            .flatMap(person -> person.difference("author", "shared").stream())
            .filter(difference -> difference.bitsPerByte().value() != null)
            .toList();
    long better = own.stream().filter(d -> d.bitsPerByte().value() < 0).count();
    return own.isEmpty() ? "" : " It is better for %d of %d.".formatted(better, own.size());
  }

  private static String control(List<Difference> differences) {
    return find(differences, "author", "swapped")
        .filter(difference -> difference.relative() != null)
        .map(
            difference ->
                switch (direction(difference)) {
                  case BETTER ->
                      " And it is the person that counts: with somebody else's adapter the same messages cost more.";
                  case WORSE, UNCLEAR ->
                      " Somebody else's adapter does as well, so the gain is not yet the person's.";
                })
        .orElse("");
  }

  private static Optional<Difference> find(List<Difference> differences, String a, String b) {
    return differences.stream()
        .filter(difference -> difference.modelA().equals(a) && difference.modelB().equals(b))
        .findFirst();
  }

  enum Direction {
    BETTER,
    WORSE,
    UNCLEAR
  }

  /** Clear when the interval leaves out 0; without an interval nothing is clear. */
  static Direction direction(Difference difference) {
    Double low = difference.bitsPerByte().low();
    Double high = difference.bitsPerByte().high();
    if (low == null || high == null || low <= 0 && high >= 0) {
      return Direction.UNCLEAR;
    }
    return high < 0 ? Direction.BETTER : Direction.WORSE;
  }
}
