package org.idiolect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkPreflightTest {
  private static final SparkConf STANDALONE =
      conf(
          "spark.master=spark://host:7077",
          "spark.executor.cores=4",
          "spark.executor.resource.gpu.amount=1");

  private static final SparkConf KUBERNETES =
      conf(
          "spark.master=k8s://https://host:6443",
          "spark.executor.cores=4",
          "spark.executor.memoryOverhead=4g",
          "spark.executor.resource.gpu.amount=1",
          "spark.executor.resource.gpu.vendor=nvidia.com",
          "spark.executor.resource.gpu.discoveryScript=/opt/gpus.sh",
          "spark.kubernetes.container.image=idiolect:1");

  @Test
  void settingsThatFitGiveNoFinding() {
    for (SparkConf fitting : List.of(STANDALONE, KUBERNETES)) {
      SparkPreflight.Findings findings = SparkPreflight.check(fitting, "gpu");
      assertThat(findings.problems()).isEmpty();
      assertThat(findings.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.resource.gpu.amount",
    "spark.executor.resource.gpu.vendor",
    "spark.executor.resource.gpu.discoveryScript",
    "spark.kubernetes.container.image",
    "spark.executor.cores",
  })
  void eachMissingSettingIsNamedWithTheOptionToAdd(String key) {
    SparkConf lacking = KUBERNETES.clone().remove(key);

    assertThat(SparkPreflight.check(lacking, "gpu").problems())
        .singleElement()
        .asString()
        .contains("add --conf " + key + "=");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.task.resource.gpu.amount, 0.25, 1",
    "spark.executor.resource.gpu.amount, 2, 1",
    "spark.dynamicAllocation.enabled, true, false",
  })
  void eachHarmfulSettingIsNamedWithTheOneToAdd(String key, String value, String remedy) {
    SparkConf harmful = STANDALONE.clone().set(key, value);

    assertThat(SparkPreflight.check(harmful, "gpu").problems())
        .singleElement()
        .asString()
        .contains("add --conf " + key + "=" + remedy);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    SparkConf bare = conf("spark.master=spark://host:7077", "spark.dynamicAllocation.enabled=true");

    assertThat(SparkPreflight.check(bare, "gpu").problems()).hasSize(3);
  }

  @Test
  void reservedCardsThatNobodyUsesAreNoted() {
    SparkPreflight.Findings findings = SparkPreflight.check(STANDALONE, "cpu");

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.warnings())
        .singleElement()
        .asString()
        .contains("--set train.compute.device=gpu");
  }

  @Test
  void localModeSaysInOneLineThatItSchedulesNoCards() {
    SparkConf local = conf("spark.master=local[*]");

    assertThat(SparkPreflight.check(local, "gpu").warnings()).hasSize(1);
    assertThat(SparkPreflight.check(local, "gpu").problems()).isEmpty();
    assertThat(SparkPreflight.check(local, "cpu").warnings()).isEmpty();
  }

  private static SparkConf conf(String... settings) {
    SparkConf conf = new SparkConf(false);
    for (String setting : settings) {
      conf.set(setting.split("=")[0], setting.split("=")[1]);
    }
    return conf;
  }
}
