package org.idiolect.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lines against a logarithmic axis, in the units of an SVG of {@value #WIDTH} by {@value #HEIGHT};
 * as the template draws it.
 *
 * @param axis what the axis across counts
 */
record ScalingPlot(
    String title, String note, String axis, List<Tick> across, List<Tick> up, List<Series> series) {
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

  /**
   * Where it lies on the axes.
   *
   * @param hint what a pointer over it says
   */
  record Point(String hint, double across, double up) {}

  /** Perplexity against parameters, both logarithmic. */
  static ScalingPlot of(String title, String note, List<Line> lines) {
    return draw(title, note, "parameters", lines, up(lines, false));
  }

  /** Any numbers against a logarithmic axis. */
  static ScalingPlot linear(String title, String note, String axis, List<Line> lines) {
    return draw(title, note, axis, lines, up(lines, true));
  }

  private static Scale up(List<Line> lines, boolean isLinear) {
    double[] values = points(lines).mapToDouble(Point::up).toArray();
    return Scale.of(values, BOTTOM - 15, TOP + 15, isLinear);
  }

  private static ScalingPlot draw(
      String title, String note, String axis, List<Line> lines, Scale y) {
    double[] values = points(lines).mapToDouble(Point::across).toArray();
    Scale x = Scale.of(values, LEFT + 20, RIGHT - 20, false);
    List<Series> series = new ArrayList<>();
    for (Line line : lines) {
      series.add(series(line, x, y, TOP + 16 + 18 * series.size()));
    }
    return new ScalingPlot(title, note, axis, x.ticks(), y.ticks(), series);
  }

  private static Stream<Point> points(List<Line> lines) {
    return lines.stream().flatMap(line -> line.points().stream());
  }

  private static Series series(Line line, Scale x, Scale y, int legendY) {
    List<Mark> marks =
        line.points().stream()
            .map(p -> new Mark(number(x.at(p.across())), number(y.at(p.up())), p.hint()))
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

  /** An axis from one pixel to another. */
  private record Scale(double low, double high, double from, double to, boolean isLinear) {
    private static final int[] STEPS = {1, 2, 5};

    /** Lines between which a linear axis is divided, about. */
    private static final int DIVISIONS = 6;

    static Scale of(double[] values, double from, double to, boolean isLinear) {
      DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
      double widest = isLinear ? all.getMin() + 1e-3 : all.getMin() * 1.01;
      return new Scale(all.getMin(), Math.max(all.getMax(), widest), from, to, isLinear);
    }

    double at(double value) {
      double share =
          isLinear ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
      return from + (to - from) * share;
    }

    List<Tick> ticks() {
      return isLinear ? evenTicks() : decadeTicks();
    }

    /** At multiples of 1, 2 or 5 times a power of ten. */
    private List<Tick> evenTicks() {
      double rough = (high - low) / DIVISIONS;
      double decade = Math.pow(10, Math.floor(Math.log10(rough)));
      double share = rough / decade;
      double step = decade * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
      List<Tick> ticks = new ArrayList<>();
      for (long n = (long) Math.ceil(low / step); n * step <= high; n++) {
        int digits = Math.max(0, (int) -Math.floor(Math.log10(step)));
        String label = String.format(Locale.ROOT, "%." + digits + "f", n * step);
        ticks.add(new Tick(number(at(n * step)), label));
      }
      return ticks;
    }

    /** Powers of ten, with 2 and 5 between them where the axis spans less than three. */
    private List<Tick> decadeTicks() {
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
