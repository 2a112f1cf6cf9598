package org.idiolect.report;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.evaluate.ScalingPoint;
import org.idiolect.report.ReportData.Bounded;
import org.idiolect.report.ReportData.Curve;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Habit;
import org.idiolect.report.ReportData.Person;
import org.idiolect.report.ReportData.Point;
import org.idiolect.report.ReportData.Sample;
import org.idiolect.report.ReportData.Score;

/** A report about people who do not exist, with numbers that no model produced. */
final class InventedReport {
  private static final String[] NAMES = {"Juniper", "Caspian", "Odalys", "Thatcher", "Wren", "Bex"};

  private InventedReport() {}

  static ReportData of(int people) {
    List<Person> persons = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String label = NAMES[i % NAMES.length] + (i < NAMES.length ? "" : " " + i);
      persons.add(person(label, i, sample("that is so true lol 🙂", "omg yes!! see u at 7")));
    }
    return with(persons);
  }

  static ReportData with(List<Person> persons) {
    boolean any = !persons.isEmpty();
    return new ReportData(
        new ReportData.Run(
            "Six friends, six voices",
            "demo-1",
            "2026-11-23 05:00 UTC",
            "jobs/bin/idiolect run --input chats --out out --run-id demo-1",
            List.of(
                new ReportData.Fact("train.learning-rate", "0.0003"),
                new ReportData.Fact("base model, SHA-256", "0123456789abcdef"))),
        new ReportData.Flow(
            any
                ? List.of(
                    new ReportData.Source("discord", "discord-paste", 3, 2100, 12, 40, 90),
                    new ReportData.Source("whatsapp", "whatsapp-text", 2, 940, 3, 0, 31))
                : List.of()),
        "macro",
        any
            ? List.of(
                score("base", 2.61),
                score("shared", 2.18),
                score("swapped", 2.16),
                score("author", 2.05))
            : List.of(),
        any
            ? List.of(
                difference("author", "shared", -0.13, 2.18),
                difference("author", "swapped", -0.11, 2.16),
                difference("shared", "base", -0.43, 2.61))
            : List.of(),
        any ? List.of(curve("shared", 40)) : List.of(),
        any ? evidence() : Evidence.NONE,
        persons,
        persons.size());
  }

  /** Something of everything that else is measured. */
  static Evidence evidence() {
    return new Evidence(
        List.of(
            judged("test", 1, "attention", 0.7),
            judged("test", 1, "ngrams", 0.75),
            judged("test", 50, "ngrams", 1),
            judged("author", 1, "attention", 0.5)),
        List.of(new Evidence.Told(10, 80, new Bounded(0.625, 0.5, 0.75))),
        List.of(
            new Evidence.Copies("test", 5, "own", 1000, 30),
            new Evidence.Copies("generated", 5, "own", 500, 10),
            new Evidence.Copies("generated", 13, "own", 0, 0)),
        List.of(
            new Evidence.WentOn(
                "people", 20, 200, 1.0, 1.0, 1.0, 1.0, 0.77, new Bounded(1.0, 0.0, 2.5), 0, 0, 0),
            new Evidence.WentOn(
                "guided",
                20,
                1240,
                1.0,
                1.0,
                1.0,
                1.0,
                0.5,
                new Bounded(1.0, 0.0, 2.0),
                1500,
                277,
                17),
            new Evidence.WentOn("free", 20, 0, null, null, null, 0.0, null, none(), 0, 0, 0)),
        List.of(
            new Evidence.Answered("base", "arithmetic", "2 + 2", "4 <b>", 0.25, 0.125),
            new Evidence.Answered("shared", "question", "who?", "nobody", 3.2e-9, 0)),
        List.of(
            size("scratch-4x64", 300_000, "test", 25),
            size("scratch-7x256", 6_000_000, "test", 14)));
  }

  private static Evidence.Judged judged(String source, int messages, String judge, double top1) {
    return new Evidence.Judged(
        source,
        messages,
        judge,
        160,
        new Bounded(top1, top1 - 0.1, Math.min(1, top1 + 0.1)),
        0.125);
  }

  private static Bounded none() {
    return new Bounded(null, null, null);
  }

  private static ScalingPoint size(String model, long parameters, String split, double perplexity) {
    double nats = Math.log(perplexity) * 1000;
    return new ScalingPoint(
        model,
        ScalingPoint.TRAINED,
        split,
        "these chats",
        parameters,
        parameters / 2,
        5_000L,
        nats,
        1_000L,
        500L,
        4_000L,
        perplexity,
        perplexity * perplexity,
        null);
  }

  static Person person(String label, int index, Sample... samples) {
    boolean small = index % 6 == 5;
    double shift = 0.05 * (index % 6);
    return new Person(
        "a" + index,
        label,
        small ? "D" : "ABBC".substring(index % 4, index % 4 + 1),
        900 - 7L * index,
        7000,
        12_345 - 100L * index,
        small ? "shared" : "trained",
        small ? "fewer than 200 messages" : null,
        small
            ? List.of(score("base", 2.7), score("shared", 2.2))
            : List.of(
                score("base", 2.6 + shift), score("shared", 2.15 + shift),
                score("swapped", 2.14 + shift), score("author", 2.02 + shift)),
        small ? List.of() : List.of(difference("author", "shared", -0.16 + shift, 2.15 + shift)),
        small ? null : curve("author", 12),
        List.of(samples),
        List.of(
            new Habit("words in a message", "", 6.1, 6.4, 5.8),
            new Habit("begins with a small letter", "%", 0.81, 0.78, 0.86),
            new Habit("ends without a mark", "%", 0.66, 0.69, 0.71),
            new Habit("has an emoji", "%", 0.12, 0.14, null)));
  }

  static Sample sample(String imitation, String real) {
    return new Sample(
        "<|endoftext|>2021-03-14\nA 12:06: anyone up for a film?\nB 12:07: depends\u2028which one\nA 12:08:",
        imitation,
        real,
        4);
  }

  private static Score score(String model, double bits) {
    return new Score(
        model,
        412,
        38,
        new Bounded(Math.exp(bits), Math.exp(bits - 0.1), Math.exp(bits + 0.1)),
        new Bounded(40 * bits, 37 * bits, 43 * bits),
        new Bounded(bits, bits - 0.05, bits + 0.05));
  }

  private static Difference difference(String a, String b, double bits, double of) {
    return new Difference(a, b, new Bounded(bits, bits - 0.04, bits + 0.04), bits / of, true);
  }

  private static Curve curve(String phase, int points) {
    List<Point> train = new ArrayList<>();
    List<Point> validation = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      train.add(new Point(10L * i, 2.2 + 1.8 * Math.exp(-0.12 * i)));
      if (i % 3 == 0) {
        validation.add(new Point(10L * i, 2.45 + 1.7 * Math.exp(-0.14 * i) + 0.002 * i));
      }
    }
    return new Curve(phase, train, validation);
  }
}
