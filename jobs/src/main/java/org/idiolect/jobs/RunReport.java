package org.idiolect.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.idiolect.table.Checksums;
import org.idiolect.table.CodeVersion;
import org.idiolect.table.RunFolder;
import org.idiolect.table.StageCommit;

/**
 * What the last command on a run did, for schedulers and dashboards: {@code
 * runs/<id>/run-report.json}, described by {@code conf/run-report.schema.json}. It holds no message
 * text and no name. Written when a command ends, also by a failure; a killed command leaves the
 * report of the one before, so that whether a stage is done is told by the stage's own file alone.
 *
 * @param schemaVersion of this layout, {@value #SCHEMA_VERSION}
 * @param runId the run
 * @param command run, resume or a stage
 * @param end how the command ended
 * @param startedAt ISO 8601, UTC
 * @param endedAt ISO 8601, UTC
 * @param seconds wall time of the command
 * @param machine the driver's
 * @param versions of the programs
 * @param settingsSha256 hash of the effective settings, hex, as in the stage files
 * @param stages all stages in order
 */
public record RunReport(
    int schemaVersion,
    String runId,
    String command,
    End end,
    String startedAt,
    String endedAt,
    double seconds,
    Machine machine,
    Versions versions,
    String settingsSha256,
    List<StageReport> stages) {
  public static final String DONE = "done";
  public static final String DONE_WITH_FAILURES = "done-with-failures";
  public static final String FAILED = "failed";

  private static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final List<String> STAGES =
      List.of(
          IngestJob.STAGE,
          PrepareJob.STAGE,
          TrainJob.SHARED_STAGE,
          TrainJob.STAGE,
          GenerateJob.STAGE,
          EvaluateJob.STAGE,
          ReportJob.STAGE);

  /**
   * How a command ended.
   *
   * @param state done, done-with-failures (some authors or files failed) or failed
   * @param exitCode as in the README
   * @param cause the sentence that people were told; null unless failed
   */
  public record End(String state, int exitCode, String cause) {}

  /**
   * Where the driver ran.
   *
   * @param master Spark's master
   * @param executors that were registered at the end, the driver not counted; 0 in local mode
   * @param cores of the driver's machine
   * @param heapBytes most heap of the driver
   * @param operatingSystem name and version
   */
  public record Machine(
      String master, int executors, int cores, long heapBytes, String operatingSystem) {}

  /** Versions of what computed. */
  public record Versions(String idiolect, String java, String spark) {}

  /**
   * One stage.
   *
   * @param stage its name
   * @param state committed or missing
   * @param writtenNow whether this command wrote it; false if it was done before, or is missing
   * @param seconds wall time, 0 if missing
   * @param rows of each table written
   * @param counts figures such as messages read
   * @param notes what a person should know
   */
  public record StageReport(
      String stage,
      String state,
      boolean writtenNow,
      double seconds,
      SortedMap<String, Long> rows,
      SortedMap<String, Long> counts,
      List<String> notes) {}

  /** The report of a command that has just ended. */
  public static RunReport of(RunContext context, String command, Instant started, End end) {
    Instant ended = Instant.now();
    return new RunReport(
        SCHEMA_VERSION,
        context.run().runId(),
        command,
        end,
        started.toString(),
        ended.toString(),
        Duration.between(started, ended).toMillis() / 1e3,
        machine(context),
        new Versions(
            CodeVersion.current(), System.getProperty("java.version"), context.spark().version()),
        Checksums.sha256(context.settings().toString()),
        stages(context.run(), started));
  }

  private static Machine machine(RunContext context) {
    var spark = context.spark().sparkContext();
    int executors = spark.isStopped() ? 0 : spark.statusTracker().getExecutorInfos().length - 1;
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        spark.master(),
        Math.max(0, executors),
        runtime.availableProcessors(),
        runtime.maxMemory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static List<StageReport> stages(RunFolder run, Instant started) {
    Stream<StageReport> stages =
        STAGES.stream()
            .map(stage -> run.isCommitted(stage) ? done(run, stage, started) : missing(stage));
    return stages.toList();
  }

  private static StageReport done(RunFolder run, String stage, Instant started) {
    StageCommit commit = run.readCommit(stage);
    return new StageReport(
        stage,
        "committed",
        Instant.parse(commit.committedAt()).isAfter(started),
        commit.seconds(),
        commit.tables(),
        commit.counts(),
        commit.notes());
  }

  private static StageReport missing(String stage) {
    return new StageReport(stage, "missing", false, 0, new TreeMap<>(), new TreeMap<>(), List.of());
  }

  /** Writes the report beside the run's commits, in one rename. */
  public void write(RunFolder run) {
    Path target = new Path(run.home(), RunFolder.REPORT);
    Path partial = new Path(run.home(), "." + RunFolder.REPORT + ".partial");
    try {
      try (var out = run.files().create(partial, true)) {
        out.write((JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      run.files().delete(target, false);
      if (!run.files().rename(partial, target)) {
        throw new IOException("rename was refused");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the run report " + target, e);
    }
  }
}
