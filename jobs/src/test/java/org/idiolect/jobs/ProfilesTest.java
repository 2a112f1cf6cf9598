package org.idiolect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The profiles in conf: each line explained, and none that preflight would refuse. */
class ProfilesTest {
  private static final Path CONF = Path.of("../conf");

  static List<Path> profiles() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files.filter(file -> file.getFileName().toString().startsWith("spark-")).toList();
    }
  }

  @Test
  void thereIsOneForEachKindOfCluster() throws IOException {
    assertThat(profiles().stream().map(file -> file.getFileName().toString()))
        .contains(
            "spark-local.conf",
            "spark-standalone.conf",
            "spark-standalone-gpu.conf",
            "spark-yarn.conf",
            "spark-kubernetes.conf",
            "spark-secure.conf");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void everySettingHasAValueAndIsExplainedAbove(Path profile) throws IOException {
    String above = "";
    for (String line : Files.readAllLines(profile)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        assertThat(line).as(profile.toString()).matches("spark\\.[A-Za-z0-9_.]+ +\\S.*");
        assertThat(above).as("above %s in %s", line, profile).isNotBlank();
      }
      above = line;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spark-standalone-gpu.conf, spark://host:7077",
    "spark-yarn.conf, yarn",
    "spark-kubernetes.conf, k8s://https://host:6443",
  })
  void theGpuProfilesPassPreflight(String profile, String master) throws IOException {
    SparkConf conf = new SparkConf(false);
    for (String line : Files.readAllLines(CONF.resolve(profile))) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] setting = line.split(" +", 2);
        conf.set(setting[0], setting[1]);
      }
    }
    conf.set("spark.master", master);

    SparkPreflight.Findings findings = SparkPreflight.check(conf, "gpu");

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.warnings()).isEmpty();
  }
}
