package org.idiolect.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.idiolect.evaluate.ScalingPoint;
import org.idiolect.report.ScalingPlot.Line;
import org.idiolect.report.ScalingPlot.Point;

/** The page of the table {@code scaling}: two plots and their numbers, without any script. */
public final class ScalingPage {
  private static final String NOTE =
      "Published points: another corpus and another vocabulary. Compare slopes, not heights.";

  private ScalingPage() {}

  /** What the template sees. */
  private record View(String runId, Sizes sizes, String style, String policy) {}

  /** Plots and numbers. */
  record Sizes(List<ScalingPlot> plots, List<TableLine> rows) {}

  record TableLine(
      String model,
      String kind,
      String corpus,
      String split,
      String parameters,
      String trainedTokens,
      String token,
      String word,
      String bits,
      String source) {}

  /** The page as one HTML text. */
  public static String render(List<ScalingPoint> points, String runId) {
    Assets.Inlined assets = Assets.read();
    View view = new View(runId, sizes(points), assets.style(), assets.policy());
    return ReportPage.mustache().compile(Assets.text("scaling.mustache")).execute(view);
  }

  /** Published models last, small ones first. */
  static Sizes sizes(List<ScalingPoint> points) {
    List<ScalingPoint> sorted =
        points.stream()
            .sorted(
                Comparator.comparing(ScalingPoint::kind)
                    .reversed()
                    .thenComparingLong(ScalingPoint::parameters)
                    .thenComparing(ScalingPoint::split))
            .toList();
    return new Sizes(
        List.of(
            plot("Perplexity per token", sorted, ScalingPoint::tokenPerplexity, "OpenWebText"),
            plot("Perplexity per word", sorted, ScalingPoint::wordPerplexity, "WikiText-103")),
        sorted.stream().map(ScalingPage::line).toList());
  }

  private static ScalingPlot plot(
      String title,
      List<ScalingPoint> points,
      Function<ScalingPoint, Double> perplexity,
      String publishedCorpus) {
    return ScalingPlot.of(
        title,
        NOTE,
        List.of(
            line("train split of these chats", points, perplexity, "#3f6fd8", trained("train")),
            line("test split of these chats", points, perplexity, "#c2356b", trained("test")),
            line(
                "GPT-2 on " + publishedCorpus + " (published)",
                points,
                perplexity,
                "#98a1b3",
                p -> p.kind().equals(ScalingPoint.PUBLISHED))));
  }

  private static Function<ScalingPoint, Boolean> trained(String split) {
    return p -> p.kind().equals(ScalingPoint.TRAINED) && p.split().equals(split);
  }

  private static Line line(
      String name,
      List<ScalingPoint> points,
      Function<ScalingPoint, Double> perplexity,
      String colour,
      Function<ScalingPoint, Boolean> wanted) {
    List<Point> drawn =
        points.stream()
            .filter(p -> wanted.apply(p) && perplexity.apply(p) != null)
            .map(p -> point(p, perplexity.apply(p)))
            .toList();
    return new Line(name, name.endsWith("(published)"), colour, drawn);
  }

  private static Point point(ScalingPoint p, double perplexity) {
    String hint =
        String.format(
            Locale.ROOT,
            "%s: %,d parameters, perplexity %.2f",
            p.model(),
            p.parameters(),
            perplexity);
    return new Point(hint, p.parameters(), perplexity);
  }

  private static TableLine line(ScalingPoint p) {
    Double bits = p.nllNats() == null ? null : p.nllNats() / (p.bytes() * Math.log(2));
    return new TableLine(
        p.model(),
        p.kind(),
        p.corpus(),
        p.split(),
        count(p.parameters()),
        count(p.trainedTokens()),
        number(p.tokenPerplexity(), "%.2f"),
        number(p.wordPerplexity(), "%.2f"),
        number(bits, "%.3f"),
        p.source());
  }

  private static String count(Long value) {
    return value == null ? "" : String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(Double value, String format) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }
}
