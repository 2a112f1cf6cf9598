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
import org.idiolect.table.RunFolder;
import org.idiolect.table.Table;
import org.idiolect.table.Tables;

/**
 * What every job gets: where to run, where to write, with which settings, and whom to tell.
 *
 * @param spark the session
 * @param run the run's folder
 * @param config the checked settings
 * @param source the same settings as text, for commits
 * @param people where summaries and progress go
 */
public record RunContext(
    SparkSession spark, RunFolder run, IdiolectConfig config, Config source, PrintStream people) {

  /** The same for another run of the same output. */
  RunContext of(RunFolder other) {
    return new RunContext(spark, other, config, source, people);
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

  /** Tasks with a model that fit side by side: each uses as many cores as it has native threads. */
  int modelTasks() {
    int threads = config.train().compute().resolved().threads();
    return Math.max(1, spark.sparkContext().defaultParallelism() / threads);
  }

  /** Names the next Spark jobs as a person would. */
  void describe(String what) {
    spark.sparkContext().setJobDescription(what);
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
