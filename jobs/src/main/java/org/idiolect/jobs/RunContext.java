package org.idiolect.jobs;

import com.typesafe.config.Config;
import java.io.PrintStream;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.clean.AuthorName;
import org.idiolect.jobs.config.IdiolectConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.table.RunFolder;
import org.idiolect.table.Table;
import org.idiolect.table.Tables;
import org.idiolect.train.GpuTasks;

/**
 * What every job gets: where to run, where to write, with which settings, and whom to tell.
 *
 * @param spark the session
 * @param run the run's folder
 * @param config the checked settings
 * @param source the same settings as text, for commits
 * @param people where summaries and progress go
 * @param showsTexts whether what models write may be shown there: not in logs
 */
public record RunContext(
    SparkSession spark,
    RunFolder run,
    IdiolectConfig config,
    Config source,
    PrintStream people,
    boolean showsTexts) {

  /** Shows texts when somebody sits at a terminal. */
  public RunContext(
      SparkSession spark, RunFolder run, IdiolectConfig config, Config source, PrintStream people) {
    this(spark, run, config, source, people, System.console() != null);
  }

  /** The same, showing what models write wherever the output goes. */
  public RunContext showingTexts() {
    return new RunContext(spark, run, config, source, people, true);
  }

  /** The same for another run of the same output. */
  RunContext of(RunFolder other) {
    return new RunContext(spark, other, config, source, people, showsTexts);
  }

  /** A table of an earlier stage of this run. */
  Dataset<Row> read(String stage, Table table) {
    return Tables.read(spark, run, stage, table);
  }

  /** Who is behind which pseudonym; kept apart from every other table. */
  Dataset<Row> names() {
    return read(IngestJob.STAGE, AuthorName.TABLE);
  }

  /** The model folder that fine-tuning starts from. */
  String baseModel() {
    return config.baseModel();
  }

  /** The committed folder of the shared model, as executors see it. */
  String sharedModel() {
    return run.model("shared").toUri().getPath();
  }

  /** Where models compute. */
  ComputeConfig compute() {
    return config.train().compute().resolved();
  }

  /**
   * Tasks with a model that fit side by side: one a card, or on CPUs as many as there are cores for
   * their native threads.
   */
  int modelTasks() {
    ComputeConfig compute = compute();
    if (compute.isScheduled()) {
      return GpuTasks.sideBySide(spark.sparkContext());
    }
    int threads = compute.threads();
    return Math.max(1, spark.sparkContext().defaultParallelism() / threads);
  }

  /** Files the next Spark jobs under a stage of the pipeline. */
  public void enter(String stage) {
    spark.sparkContext().setJobGroup(stage, stage, false);
    describe(stage);
  }

  /** Names the next Spark jobs and their stages as a person would, in the UI and the event log. */
  void describe(String what) {
    spark.sparkContext().setJobDescription(what);
    spark.sparkContext().setCallSite(what);
  }

  /** The effective settings, for a commit. */
  SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    source.entrySet().forEach(e -> settings.put(e.getKey(), e.getValue().unwrapped().toString()));
    return settings;
  }

  /** Prints a line for people. */
  public void say(String format, Object... values) {
    people.println(String.format(Locale.ROOT, format, values));
  }
}
