package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.generate.ContinuedTranscript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ValidityStepTest {
  private static final String PROMPT = "2021-03-14\nA 23:50: are you there\nB 23:52: yes\n";

  @Test
  void everyKindOfBrokenLineIsCountedOnce() {
    TranscriptValidity read =
        read(
            """
            B 23:53: and you
            C 23:54: who is that
            A 25:00: no such hour
            what am I
            A 23:51: time goes back
            2021-02-30
            2021-03-15
            A 00:10: tomorrow
            """);

    assertThat(read)
        .isEqualTo(new TranscriptValidity("id", "free", 7, 4, 3, 1, 2, 2, List.of(1L, 1L, 19L)));
  }

  @Test
  void withoutADateLineMidnightGoesBack() {
    assertThat(read("A 00:10: tomorrow\n").back()).isEqualTo(1);
    assertThat(read("2021-03-13\nA 23:59: yesterday\n").back()).isEqualTo(1);
    assertThat(read("A 23:52: at once\n").back()).isZero();
  }

  @Test
  void nothingWrittenIsNoLineAtAll() {
    TranscriptValidity read = read("");

    assertThat(List.of(read.lines(), read.parsed(), read.speakers())).containsOnly(0);
  }

  @Test
  void sharesOfASourceAreRatiosOfSums(SparkSession spark) {
    Dataset<Row> transcripts =
        spark.createDataFrame(
            List.of(
                row("1", "free", "A 23:53: one\nB 23:53: two\nB 23:57: three\nnothing\n"),
                row("2", "free", "B 23:40: back\n"),
                row("3", "guided", ""),
                row("4", "people", "A 23:54: one\nB 23:54: two\n")),
            ContinuedTranscript.SCHEMA);

    List<Row> report =
        ValidityStep.report(ValidityStep.read(transcripts), transcripts).collectAsList();

    assertThat(report.stream().map(row -> row.<String>getAs("source")))
        .containsExactly("free", "guided", "people");
    Row free = report.get(0);
    assertThat(free.<Long>getAs("lines")).isEqualTo(5);
    assertShare(free, "lines_parsed", 4 / 5.);
    assertShare(free, "known_speakers", 1);
    assertShare(free, "stamps_in_order", 3 / 4.);
    assertShare(free, "both_speak", 1 / 2.);
    assertShare(free, "switch_rate", 2 / 4.);
    assertShare(free, "gap_median", 1);
    assertShare(free, "gap_p90", 1 + 0.8 * 3);
    assertThat(free.<Long>getAs("headers_refused")).isEqualTo(6);
    assertThat(report.get(1).<Double>getAs("lines_parsed")).isNull();
    assertThat(report.get(1).<Double>getAs("gap_median")).isNull();
    assertShare(report.get(2), "switch_rate", 1);
  }

  private static void assertShare(Row row, String column, double expected) {
    assertThat(row.<Double>getAs(column)).as(column).isCloseTo(expected, within(1e-12));
  }

  private static TranscriptValidity read(String text) {
    return ReadTranscript.read("id", "free", PROMPT, text);
  }

  private static Row row(String id, String source, String text) {
    return RowFactory.create(id, source, "c", "s" + id, PROMPT, text, 7, 3, 1, 5L, true);
  }
}
