package org.idiolect.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.jobs.config.IdiolectConfig;

/**
 * Looks at Spark's settings before anything runs, and names each that is missing or would do harm
 * with what to add: a wrong one shows itself hours later, or as several tasks on one card.
 */
public final class SparkPreflight {
  private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";
  private static final String TASK_GPUS = "spark.task.resource.gpu.amount";
  private static final String DISCOVERY = "spark.executor.resource.gpu.discoveryScript";
  private static final String CORES = "spark.executor.cores";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";

  private final SparkConf spark;
  private final String master;
  private final boolean scheduledGpu;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private SparkPreflight(SparkConf spark, String device) {
    this.spark = spark;
    this.master = spark.get("spark.master", "local[*]");
    this.scheduledGpu = device.equals("gpu");
  }

  /**
   * What was found.
   *
   * @param problems why a run must not start, each with its remedy
   * @param warnings what a run can start with
   */
  public record Findings(List<String> problems, List<String> warnings) {}

  /**
   * Refuses settings that cannot go well, all of them in one sentence; warnings go to standard
   * error.
   *
   * @throws ConfigException if there is a problem
   */
  public static void require(IdiolectConfig config) {
    Findings findings = check(new SparkConf(), config.train().compute().device());
    findings.warnings().forEach(warning -> System.err.println("idiolect: note: " + warning));
    if (!findings.problems().isEmpty()) {
      throw new ConfigException(
          "Spark's settings do not fit: " + String.join("; ", findings.problems()));
    }
  }

  /**
   * Checks Spark's settings.
   *
   * @param spark as spark-submit hands them over
   * @param device of {@code train.compute.device}
   */
  public static Findings check(SparkConf spark, String device) {
    SparkPreflight preflight = new SparkPreflight(spark, device);
    if (!preflight.isLocal()) {
      preflight.cluster();
    } else if (preflight.scheduledGpu) {
      preflight.warn("local mode schedules no GPUs: every task uses this machine's first card");
    }
    return new Findings(preflight.problems, preflight.warnings);
  }

  private void cluster() {
    if (scheduledGpu) {
      gpus();
    } else if (spark.getDouble(EXECUTOR_GPUS, 0) > 0) {
      warn(
          "executors reserve a GPU, but train.compute.device is not gpu; add"
              + " --set train.compute.device=gpu");
    }
    if (isKubernetes()) {
      require("spark.kubernetes.container.image", "IMAGE", "the image of driver and executors");
    }
    if (!isStandalone() && !spark.contains(OVERHEAD)) {
      warn(
          OVERHEAD
              + " is not set, and libtorch lives outside the heap; add --conf "
              + OVERHEAD
              + "=4g or containers are killed");
    }
    if (spark.getBoolean("spark.speculation", false)) {
      warn(
          "speculation copies slow tasks, and training is slow and exact; add"
              + " --conf spark.speculation=false");
    }
  }

  private void gpus() {
    if (!spark.contains(EXECUTOR_GPUS)) {
      problem("train.compute.device is gpu and executors have none", EXECUTOR_GPUS, "1");
    } else if (spark.getDouble(EXECUTOR_GPUS, 0) != 1) {
      problem("one executor must have exactly one GPU", EXECUTOR_GPUS, "1");
    }
    double share = spark.getDouble(TASK_GPUS, 1);
    if (share != 1) {
      problem(
          "a share of a GPU for each task puts several training tasks on one card: leave "
              + TASK_GPUS
              + " out, or",
          TASK_GPUS,
          "1");
    }
    if (spark.getBoolean("spark.dynamicAllocation.enabled", false)) {
      problem(
          "dynamic allocation would start other executors for the GPU stages",
          "spark.dynamicAllocation.enabled",
          "false");
    }
    require(CORES, "4", "the cores of an executor, all of them for the stages without a model");
    if (isKubernetes()) {
      require(
          "spark.executor.resource.gpu.vendor", "nvidia.com", "the vendor of the device plugin");
    }
    if (!isStandalone()) {
      require(DISCOVERY, "conf/gpus.sh", "the script that lists an executor's cards");
    }
  }

  private boolean isLocal() {
    return master.equals("local") || master.startsWith("local[");
  }

  private boolean isStandalone() {
    return master.startsWith("spark://") || master.startsWith("local-cluster[");
  }

  private boolean isKubernetes() {
    return master.startsWith("k8s://");
  }

  private void require(String key, String example, String meaning) {
    if (!spark.contains(key)) {
      problem(key + " is not set: " + meaning, key, example);
    }
  }

  private void problem(String what, String key, String value) {
    problems.add(what + ", add --conf " + key + "=" + value);
  }

  private void warn(String warning) {
    warnings.add(warning);
  }
}
