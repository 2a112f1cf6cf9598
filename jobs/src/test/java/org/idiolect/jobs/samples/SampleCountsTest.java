package org.idiolect.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.Inspection;
import org.idiolect.ingest.Inspector;
import org.junit.jupiter.api.Test;

/** What ingest reads from the committed exports is what their generator says it wrote. */
class SampleCountsTest {

  private static final Path SAMPLES = Path.of("../data-samples").toAbsolutePath().normalize();

  @Test
  void everyExportIsReadAsItWasWritten() throws IOException {
    assertReadAsWritten(SAMPLES);
  }

  static void assertReadAsWritten(Path samples) throws IOException {
    List<Inspection> read =
        new Inspector(IngestConfig.defaults(), 0)
            .inspect(List.of(samples.resolve("exports").toString()));
    Map<String, String> found =
        read.stream().collect(Collectors.toMap(SampleCountsTest::file, SampleCountsTest::counts));
    assertThat(found).isEqualTo(expected(samples));
  }

  private static Map<String, String> expected(Path samples) throws IOException {
    return Files.readAllLines(samples.resolve("expected/counts.csv")).stream()
        .skip(1)
        .map(line -> line.split(","))
        .collect(Collectors.toMap(f -> f[0], SampleCountsTest::expected));
  }

  private static String expected(String[] f) {
    int other = Integer.parseInt(f[4]) + Integer.parseInt(f[5]) + Integer.parseInt(f[6]);
    return counts(f[1], f[3], other, f[7], 0, f[9]);
  }

  private static String counts(Inspection of) {
    return counts(
        of.format() == null ? "unknown" : of.format().label(),
        of.texts(),
        of.otherMessages(),
        of.filtered(),
        of.rejected(),
        of.people());
  }

  private static String counts(Object... parts) {
    return "%s: %s texts, %s others, %s filtered, %s rejected, %s people".formatted(parts);
  }

  private static String file(Inspection of) {
    String exports = "/exports/";
    return of.path().substring(of.path().lastIndexOf(exports) + exports.length());
  }
}
