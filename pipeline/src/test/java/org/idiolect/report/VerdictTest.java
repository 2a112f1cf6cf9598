package org.idiolect.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.idiolect.report.ReportData.Bounded;
import org.idiolect.report.ReportData.Difference;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  @Test
  void saysWhatTheIntervalsAllow() {
    assertThat(verdict(difference("shared", -0.1, -0.2, -0.05)))
        .contains("needs 5.0 % fewer bits than the shared one");
    assertThat(verdict(difference("shared", -0.1, -0.3, 0.1))).contains("cannot be told apart");
    assertThat(verdict(difference("shared", -0.1, null, null))).contains("cannot be told apart");
    assertThat(verdict(difference("shared", 0.1, 0.05, 0.2))).contains("5.0 % more bits");
  }

  @Test
  void creditsThePersonOnlyIfTheControlIsWorse() {
    assertThat(verdict(difference("swapped", -0.1, -0.2, -0.05))).contains("it is the person");
    assertThat(verdict(difference("swapped", -0.1, -0.2, 0.05))).contains("not yet the person's");
  }

  @Test
  void nobodyIsNobody() {
    assertThat(Verdict.of(InventedReport.of(0))).startsWith("No people were found");
  }

  private static String verdict(Difference difference) {
    ReportData data = InventedReport.of(6);
    return Verdict.of(
        new ReportData(
            data.run(),
            data.flow(),
            data.pool(),
            data.overall(),
            List.of(difference),
            data.phases(),
            Evidence.NONE,
            data.people(),
            6));
  }

  private static Difference difference(String than, double value, Double low, Double high) {
    return new Difference("author", than, new Bounded(value, low, high), value / 2, true);
  }
}
