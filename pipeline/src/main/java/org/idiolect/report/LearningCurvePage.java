package org.idiolect.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.idiolect.evaluate.LearningCurvePoint;
import org.idiolect.report.ScalingPlot.Line;
import org.idiolect.report.ScalingPlot.Point;

/** The page of the table {@code learning_curve}: a plot and its numbers, without any script. */
public final class LearningCurvePage {
  private static final List<String> COLOURS =
      List.of("#3f6fd8", "#c2356b", "#2f8f5b", "#b9771d", "#7a4fc0", "#1d8ba0", "#8a5a44");

  private static final String NOTE = "Above 0: better than the shared model, on the same messages.";

  /** Characters of a pseudonym that people are shown. */
  private static final int SHOWN_ID = 8;

  private LearningCurvePage() {}

  /** What the template sees. */
  private record View(
      String runId, List<ScalingPlot> plots, List<TableLine> rows, String style, String policy) {}

  record TableLine(
      String person,
      String messages,
      String seeds,
      String bits,
      String gain,
      String range,
      String steps,
      String epoch,
      String tokens,
      String seconds) {}

  /**
   * One person's adapters on one subset.
   *
   * @param shared bits a byte of the shared model on the same messages
   */
  private record Subset(
      String person, int messages, double shared, List<LearningCurvePoint> seeds) {
    double bits() {
      return seeds.stream().mapToDouble(LearningCurvePoint::bitsPerByte).average().orElseThrow();
    }

    /** Saved bits, percent of the shared model's. */
    double gain() {
      return gain(bits());
    }

    double gain(double bits) {
      return 100 * (1 - bits / shared);
    }

    String range() {
      double[] sorted =
          seeds.stream().mapToDouble(point -> gain(point.bitsPerByte())).sorted().toArray();
      return "%s to %s".formatted(percent(sorted[0]), percent(sorted[sorted.length - 1]));
    }
  }

  /** The page as one HTML text. */
  public static String render(List<LearningCurvePoint> points, String runId) {
    Assets.Inlined assets = Assets.read();
    List<Subset> subsets = subsets(points);
    View view =
        new View(
            runId,
            List.of(plot(subsets)),
            subsets.stream().map(LearningCurvePage::line).toList(),
            assets.style(),
            assets.policy());
    return ReportPage.mustache().compile(Assets.text("learningcurve.mustache")).execute(view);
  }

  private static List<Subset> subsets(List<LearningCurvePoint> points) {
    Map<String, Double> shared =
        points.stream()
            .filter(LearningCurvePoint::isShared)
            .collect(
                Collectors.toMap(LearningCurvePoint::authorId, LearningCurvePoint::bitsPerByte));
    Map<String, Map<Integer, List<LearningCurvePoint>>> byPerson =
        points.stream()
            .filter(point -> !point.isShared() && shared.containsKey(point.authorId()))
            .collect(
                Collectors.groupingBy(
                    LearningCurvePoint::authorId,
                    TreeMap::new,
                    Collectors.groupingBy(
                        LearningCurvePoint::messages, TreeMap::new, Collectors.toList())));
    List<Subset> subsets = new ArrayList<>();
    byPerson.forEach(
        (person, bySize) ->
            bySize.forEach(
                (size, seeds) -> subsets.add(new Subset(person, size, shared.get(person), seeds))));
    return subsets;
  }

  private static ScalingPlot plot(List<Subset> subsets) {
    Map<String, List<Subset>> byPerson =
        subsets.stream()
            .collect(Collectors.groupingBy(Subset::person, TreeMap::new, Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    byPerson.forEach(
        (person, theirs) ->
            lines.add(
                new Line(
                    shown(person),
                    false,
                    COLOURS.get(lines.size() % COLOURS.size()),
                    theirs.stream().map(LearningCurvePage::point).toList())));
    if (byPerson.size() > 1) {
      lines.add(new Line("mean", true, "#98a1b3", means(subsets, byPerson.size())));
    }
    return ScalingPlot.linear("Bits saved, percent", NOTE, "latest training messages", lines);
  }

  /** Over all people, at the sizes that everybody has. */
  private static List<Point> means(List<Subset> subsets, int people) {
    Map<Integer, List<Subset>> bySize =
        subsets.stream()
            .collect(Collectors.groupingBy(Subset::messages, TreeMap::new, Collectors.toList()));
    return bySize.values().stream()
        .filter(same -> same.size() == people)
        .map(
            same -> {
              double mean = same.stream().mapToDouble(Subset::gain).average().orElseThrow();
              return point("mean", same.get(0).messages(), mean);
            })
        .sorted(Comparator.comparingDouble(Point::across))
        .toList();
  }

  private static Point point(Subset subset) {
    return point(shown(subset.person()), subset.messages(), subset.gain());
  }

  private static Point point(String who, int messages, double gain) {
    String hint =
        String.format(Locale.ROOT, "%s: %,d messages, %.2f %% fewer bits", who, messages, gain);
    return new Point(hint, messages, gain);
  }

  private static TableLine line(Subset subset) {
    List<LearningCurvePoint> seeds = subset.seeds();
    return new TableLine(
        shown(subset.person()),
        String.format(Locale.ROOT, "%,d", subset.messages()),
        String.valueOf(seeds.size()),
        String.format(Locale.ROOT, "%.3f", subset.bits()),
        percent(subset.gain()),
        subset.range(),
        mean(seeds, "%,.0f", LearningCurvePoint::steps),
        mean(seeds, "%.1f", LearningCurvePoint::epoch),
        mean(seeds, "%,.0f", LearningCurvePoint::trainedTokens),
        mean(seeds, "%.1f", LearningCurvePoint::seconds));
  }

  private static String mean(
      List<LearningCurvePoint> seeds, String format, ToDoubleFunction<LearningCurvePoint> value) {
    return String.format(
        Locale.ROOT, format, seeds.stream().mapToDouble(value).average().orElseThrow());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value);
  }

  private static String shown(String authorId) {
    return authorId.substring(0, Math.min(SHOWN_ID, authorId.length()));
  }
}
