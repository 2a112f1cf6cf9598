package org.idiolect.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.evaluate.PublishedModels;
import org.idiolect.evaluate.ScalingPoint;
import org.junit.jupiter.api.Test;

class ScalingPageTest {
  @Test
  void ourSizesAndThePublishedOnesStandInPlotsAndTable() {
    List<ScalingPoint> points = new ArrayList<>(PublishedModels.points());
    points.add(trained("scratch-4x64", 300_000, "train", 20));
    points.add(trained("scratch-4x64", 300_000, "test", 25));
    points.add(trained("scratch-7x256", 6_000_000, "train", 10));
    points.add(trained("scratch-7x256", 6_000_000, "test", 14));

    String page = ScalingPage.render(points, "scaling");

    // Two plots of two sizes on two splits, and of four published models.
    assertThat(page.split("<circle")).hasSize(1 + 2 * (4 + 4));
    assertThat(page)
        .contains("GPT-2 on OpenWebText (published)", "GPT-2 on WikiText-103 (published)")
        .contains("another corpus and another vocabulary")
        .contains("<title>scratch-7x256: 6,000,000 parameters, perplexity 14.00</title>")
        .contains("table 3")
        .doesNotContain("<script", "NaN", "null");
  }

  @Test
  void largerAndBetterLiesToTheRightAndBelow() {
    ScalingPlot plot =
        ScalingPlot.of(
            "t",
            "n",
            List.of(
                new ScalingPlot.Line(
                    "l",
                    false,
                    "red",
                    List.of(
                        new ScalingPlot.Point("a", 1e5, 40),
                        new ScalingPlot.Point("b", 1e6, 20),
                        new ScalingPlot.Point("c", 1e7, 10)))));

    List<ScalingPlot.Mark> marks = plot.series().get(0).marks();
    assertThat(marks)
        .extracting(m -> Double.parseDouble(m.x()))
        .isSorted()
        .containsExactly(90.0, 385.0, 680.0);
    assertThat(marks).extracting(m -> Double.parseDouble(m.y())).isSorted();
    assertThat(plot.across()).extracting(ScalingPlot.Tick::label).contains("100.0 k", "10.0 M");
  }

  private static ScalingPoint trained(
      String model, long parameters, String split, double perplexity) {
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
}
