package org.idiolect.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Perplexity against parameters, both axes logarithmic, in the units of an SVG of {@value #WIDTH}
 * by {@value #HEIGHT}; as the template draws it.
 */
record ScalingPlot(
    String title, String note, List<Tick> across, List<Tick> up, List<Series> series) {
  static final int WIDTH = 720;
  static final int HEIGHT = 420;
  static final int LEFT = 70;
  static final int RIGHT = 700;
  static final int TOP = 40;
  static final int BOTTOM = 350;

  /** A place on an axis. */
  record Tick(String at, String label) {}

  /**
   * One line.
   *
   * @param path corners of the line
   * @param colour of line and marks
   * @param dash of the line; empty when drawn through
   * @param fill of the marks: published ones are hollow
   * @param legendY height of its name
   */
  record Series(
      String name,
      String path,
      String colour,
      String dash,
      String fill,
      String legendY,
      List<Mark> marks) {}

  /** A point with what a pointer over it says. */
  record Mark(String x, String y, String hint) {}

  /** What is drawn, in its own units. */
  record Line(String name, boolean isPublished, String colour, List<Point> points) {}

  /** Parameters and perplexity of a model. */
  record Point(String model, double parameters, double perplexity) {}

  static ScalingPlot of(String title, String note, List<Line> lines) {
    List<Point> all = lines.stream().flatMap(line -> line.points().stream()).toList();
    Scale x =
        Scale.of(all.stream().mapToDouble(Point::parameters).toArray(), LEFT + 20, RIGHT - 20);
    Scale y =
        Scale.of(all.stream().mapToDouble(Point::perplexity).toArray(), BOTTOM - 15, TOP + 15);
    List<Series> series = new ArrayList<>();
    for (Line line : lines) {
      series.add(series(line, x, y, TOP + 16 + 18 * series.size()));
    }
    return new ScalingPlot(title, note, x.ticks(), y.ticks(), series);
  }

  private static Series series(Line line, Scale x, Scale y, int legendY) {
    List<Mark> marks =
        line.points().stream()
            .map(
                p ->
                    new Mark(
                        number(x.at(p.parameters())),
                        number(y.at(p.perplexity())),
                        String.format(
                            Locale.ROOT,
                            "%s: %,.0f parameters, perplexity %.2f",
                            p.model(),
                            p.parameters(),
                            p.perplexity())))
            .toList();
    String path = String.join(" ", marks.stream().map(m -> m.x() + "," + m.y()).toList());
    return new Series(
        line.name(),
        path,
        line.colour(),
        line.isPublished() ? "5 4" : "",
        line.isPublished() ? "none" : line.colour(),
        String.valueOf(legendY),
        marks);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A logarithmic axis from one pixel to another. */
  private record Scale(double low, double high, double from, double to) {
    private static final int[] STEPS = {1, 2, 5};

    static Scale of(double[] values, double from, double to) {
      double low = Double.POSITIVE_INFINITY;
      double high = 0;
      for (double value : values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return new Scale(low, Math.max(high, low * 1.01), from, to);
    }

    double at(double value) {
      return from + (to - from) * Math.log(value / low) / Math.log(high / low);
    }

    /** Powers of ten, with 2 and 5 between them where the axis spans less than three. */
    List<Tick> ticks() {
      boolean isLong = high / low > 1000;
      List<Tick> ticks = new ArrayList<>();
      for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; ) {
        for (int step : STEPS) {
          double value = step * decade;
          if (value >= low * 0.999 && value <= high * 1.001 && (step == 1 || !isLong)) {
            ticks.add(new Tick(number(at(value)), label(value)));
          }
        }
        decade *= 10;
      }
      return ticks;
    }

    private static String label(double value) {
      return value >= 1e6
          ? Math.round(value / 1e5) / 10.0 + " M"
          : value >= 1e3 ? Math.round(value / 100) / 10.0 + " k" : String.valueOf(value);
    }
  }
}
