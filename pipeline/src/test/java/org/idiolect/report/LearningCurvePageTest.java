package org.idiolect.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.evaluate.LearningCurvePoint;
import org.junit.jupiter.api.Test;

class LearningCurvePageTest {
  @Test
  void everySubsetHasAMarkAndARowAndTheMeanIsOfSizesThatAllHave() {
    List<LearningCurvePoint> points = new ArrayList<>();
    for (String person : List.of("ann", "bo")) {
      points.add(point(person, "shared", 0, null, 1000));
      points.add(point(person, "author", 50, 1L, 1010));
      points.add(point(person, "author", 50, 2L, 950));
      points.add(point(person, "author", 100, 1L, 900));
    }
    points.add(point("bo", "author", 200, 1L, 850));

    String page = LearningCurvePage.render(points, "first");

    // Two marks of ann, three of bo, two of the mean.
    assertThat(page.split("<circle")).hasSize(1 + 2 + 3 + 2);
    assertThat(page)
        .contains("<title>bo: 200 messages, 15.00 % fewer bits</title>")
        .contains("<title>mean: 50 messages, 2.00 % fewer bits</title>")
        .contains("<td>-1.0 % to 5.0 %</td>")
        .contains("latest training messages")
        .doesNotContain("<script", "NaN", "null");
  }

  private static LearningCurvePoint point(
      String person, String model, int messages, Long seed, double nats) {
    return new LearningCurvePoint(
        person, model, messages, seed, nats, 400, 250, 1200, 30, 12, 1.5, 5000, 2.5);
  }
}
