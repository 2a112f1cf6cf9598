package org.idiolect.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.idiolect.report.PageView.Band;
import org.idiolect.report.PageView.Card;
import org.idiolect.report.PageView.CurveView;
import org.idiolect.report.PageView.DifferenceLine;
import org.idiolect.report.PageView.FlowView;
import org.idiolect.report.PageView.ForestLine;
import org.idiolect.report.PageView.ModelLine;
import org.idiolect.report.PageView.PersonLine;
import org.idiolect.report.PageView.PointLine;
import org.idiolect.report.PageView.SourceLine;
import org.idiolect.report.ReportData.Curve;
import org.idiolect.report.ReportData.Difference;
import org.idiolect.report.ReportData.Flow;
import org.idiolect.report.ReportData.Person;
import org.idiolect.report.ReportData.Point;
import org.idiolect.report.ReportData.Score;

/** Turns numbers into the texts of the page. */
final class PageBuilder {
  private final ReportData data;

  private PageBuilder(ReportData data) {
    this.data = data;
  }

  static PageView build(ReportData data) {
    return new PageBuilder(data).build();
  }

  private PageView build() {
    List<PersonLine> people = new ArrayList<>();
    for (int i = 0; i < data.people().size(); i++) {
      people.add(PersonLines.of(data.people().get(i), i));
    }
    List<Person> compared = compared();
    return new PageView(
        data.run().title(),
        data.run().runId(),
        data.run().finished(),
        Verdict.of(data),
        cards(),
        !data.overall().isEmpty(),
        data.overall().stream().map(PageBuilder::model).toList(),
        scope(),
        !data.differences().isEmpty(),
        data.differences().stream().map(PageBuilder::difference).toList(),
        !people.isEmpty(),
        peopleShown(),
        people,
        !compared.isEmpty(),
        compared.size() > 8 ? " tall" : " low",
        compared.stream().map(PageBuilder::forest).toList(),
        !data.phases().isEmpty(),
        phases(),
        EvidenceView.of(data.evidence()),
        flow(data.flow()),
        !data.run().reproduce().isBlank(),
        data.run().reproduce(),
        data.run().facts(),
        Assets.read(),
        chartData(compared).toJson());
  }

  private List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    cards.add(new Card(Numbers.count(data.peopleFound()), "people found"));
    cards.add(new Card(Numbers.count(data.flow().kept()), "messages kept"));
    data.differences().stream()
        .filter(d -> d.modelA().equals("author") && d.relative() != null)
        .filter(d -> List.of("shared", "swapped").contains(d.modelB()))
        .forEach(
            d ->
                cards.add(
                    new Card(
                        Numbers.signedPercent(d.relative()),
                        d.modelB().equals("shared")
                            ? "bits, own model against shared"
                            : "bits, own against somebody else's")));
    return cards;
  }

  private String scope() {
    if (data.overall().isEmpty()) {
      return "";
    }
    Score first = data.overall().get(0);
    String whose =
        switch (data.pool()) {
          case "macro" -> "The mean over people with enough held-out messages, one vote each";
          case "matched" -> "All held-out messages of the people with an own adapter";
          default -> "All held-out messages";
        };
    return "%s: %s messages. Intervals draw the conversations anew."
        .formatted(whose, Numbers.count(first.messages()));
  }

  private String peopleShown() {
    return data.peopleFound() > data.people().size()
        ? "Shown are the %d of %s people with the most text."
            .formatted(data.people().size(), Numbers.count(data.peopleFound()))
        : "";
  }

  private static ModelLine model(Score score) {
    return new ModelLine(
        score.model(),
        modelName(score.model()),
        Numbers.decimals(score.bitsPerByte().value(), 3),
        Numbers.interval(score.bitsPerByte(), 3),
        Numbers.decimals(score.tokenPerplexity().value(), 1),
        Numbers.interval(score.tokenPerplexity(), 1),
        Numbers.decimals(score.wordPerplexity().value(), 1),
        Numbers.interval(score.wordPerplexity(), 1));
  }

  private static String modelName(String model) {
    return switch (model) {
      case "base" -> "before training";
      case "shared" -> "shared by all";
      case "swapped" -> "somebody else's";
      case "author" -> "own";
      default -> model;
    };
  }

  private static DifferenceLine difference(Difference difference) {
    String question =
        switch (difference.modelA() + " " + difference.modelB()) {
          case "author shared" -> "Does an own adapter help? (own minus shared)";
          case "author swapped" -> "Is it the person? (own minus somebody else's)";
          case "swapped shared" -> "What does practice alone give? (somebody else's minus shared)";
          case "shared base" -> "Did training on these chats help? (shared minus before)";
          case "author base" -> "All together (own minus before)";
          default -> difference.modelA() + " minus " + difference.modelB();
        };
    return new DifferenceLine(
        question,
        Numbers.signed(difference.bitsPerByte().value(), 4),
        Numbers.signedInterval(difference.bitsPerByte(), 4),
        Numbers.signedPercent(difference.relative()),
        css(difference));
  }

  static String css(Difference difference) {
    return switch (Verdict.direction(difference)) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case UNCLEAR -> "";
    };
  }

  private List<Person> compared() {
    return data.people().stream()
        .filter(
            person ->
                person
                    .difference("author", "shared")
                    .filter(d -> d.bitsPerByte().value() != null)
                    .isPresent())
        .toList();
  }

  private static ForestLine forest(Person person) {
    Difference own = person.difference("author", "shared").orElseThrow();
    return new ForestLine(
        person.label(),
        Numbers.signed(own.bitsPerByte().value(), 4),
        Numbers.signedInterval(own.bitsPerByte(), 4));
  }

  private List<CurveView> phases() {
    List<CurveView> phases = new ArrayList<>();
    for (Curve curve : data.phases()) {
      String name = curve.phase().equals("pretrain") ? "From scratch" : "On these chats";
      phases.add(new CurveView(name, "chart-phase-" + phases.size(), points(curve)));
    }
    return phases;
  }

  /** Both lines of a curve, joined by step. */
  static List<PointLine> points(Curve curve) {
    TreeMap<Long, String[]> rows = new TreeMap<>();
    for (Point point : curve.train()) {
      rows.computeIfAbsent(point.step(), step -> new String[2])[0] =
          Numbers.decimals(point.lossNats(), 4);
    }
    for (Point point : curve.validation()) {
      rows.computeIfAbsent(point.step(), step -> new String[2])[1] =
          Numbers.decimals(point.lossNats(), 4);
    }
    return rows.entrySet().stream()
        .map(row -> new PointLine(row.getKey().toString(), row.getValue()[0], row.getValue()[1]))
        .toList();
  }

  private static FlowView flow(Flow flow) {
    return new FlowView(
        Numbers.count(flow.read()),
        Numbers.count(flow.kept()),
        Numbers.count(flow.rejected()),
        Numbers.count(flow.duplicates()),
        Numbers.count(flow.filtered()),
        flow.read() > 0,
        bands(flow),
        flow.sources().stream().map(PageBuilder::source).toList());
  }

  private static List<Band> bands(Flow flow) {
    List<Band> bands = new ArrayList<>();
    double x = 0;
    x = band(bands, "kept", flow.kept(), flow.read(), x);
    x = band(bands, "rejected", flow.rejected(), flow.read(), x);
    x = band(bands, "duplicates", flow.duplicates(), flow.read(), x);
    band(bands, "filtered", flow.filtered(), flow.read(), x);
    return bands;
  }

  private static double band(List<Band> bands, String css, long part, long whole, double x) {
    double width = whole == 0 ? 0 : 1000.0 * part / whole;
    if (part > 0) {
      String caption = css + ": " + Numbers.count(part);
      bands.add(new Band(css, coordinate(x), coordinate(width), caption));
    }
    return x + width;
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static SourceLine source(ReportData.Source source) {
    long read = source.kept() + source.rejected() + source.duplicates() + source.filtered();
    return new SourceLine(
        source.platform() + ", " + source.format(),
        Numbers.count(source.files()),
        Numbers.count(read),
        Numbers.count(source.kept()),
        Numbers.count(source.rejected()),
        Numbers.count(source.duplicates()),
        Numbers.count(source.filtered()));
  }

  private ChartData chartData(List<Person> compared) {
    List<ChartData.Line> curves = new ArrayList<>();
    for (int i = 0; i < data.phases().size(); i++) {
      curves.add(line("chart-phase-" + i, data.phases().get(i)));
    }
    for (int i = 0; i < data.people().size(); i++) {
      Curve curve = data.people().get(i).curve();
      if (curve != null) {
        curves.add(line(PersonLines.curveId(i), curve));
      }
    }
    return new ChartData(
        data.overall().stream()
            .filter(score -> score.bitsPerByte().value() != null)
            .map(score -> bar(score.model(), null, score.bitsPerByte()))
            .toList(),
        compared.stream()
            .map(
                person ->
                    bar(
                        null,
                        person.label(),
                        person.difference("author", "shared").orElseThrow().bitsPerByte()))
            .toList(),
        curves);
  }

  private static ChartData.Line line(String id, Curve curve) {
    return new ChartData.Line(id, curve.train(), curve.validation());
  }

  private static ChartData.Bar bar(String model, String label, ReportData.Bounded number) {
    return new ChartData.Bar(model, label, number.value(), number.low(), number.high());
  }
}
