package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.Sessions;
import org.idiolect.jobs.SparkPreflight;
import org.idiolect.jobs.config.IdiolectConfig;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.OutputLock;
import org.idiolect.table.RunFolder;

/**
 * A run that a command works on: settings checked, output locked, Spark started; closed in turn.
 */
final class OpenRun implements AutoCloseable {
  private final OutputLock lock;
  private final RunContext context;

  private OpenRun(OutputLock lock, RunContext context) {
    this.lock = lock;
    this.context = context;
  }

  /** Opens a run to write; settings are checked before anything is created. */
  static OpenRun toWrite(String command, String out, String runId, Config settings) {
    IdiolectConfig config = Settings.check(settings);
    SparkPreflight.require(config);
    String id = runId == null ? RunFolder.newRunId(Instant.now()) : runId;
    RunFolder.of(out, id, new Configuration());
    OutputLock lock = isLocal(out) ? OutputLock.take(Path.of(out)) : null;
    try {
      return open(lock, command, out, id, config, settings);
    } catch (RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  /** Opens the named run, or the newest, without the lock: committed tables never change. */
  static OpenRun toRead(String command, String out, String runId, Config settings) {
    IdiolectConfig config = Settings.check(settings);
    return open(null, command, out, existing(out, runId), config, settings);
  }

  /** The named run, or the newest one with a committed stage. */
  static String existing(String out, String runId) {
    return Optional.ofNullable(runId)
        .or(() -> RunFolder.newestRunId(out, new Configuration()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no committed run in " + out + "; start one with 'idiolect run'"));
  }

  private static OpenRun open(
      OutputLock lock,
      String command,
      String out,
      String runId,
      IdiolectConfig config,
      Config settings) {
    SparkSession spark = Sessions.open(command);
    RunFolder run = RunFolder.of(out, runId, spark.sparkContext().hadoopConfiguration());
    PrintStream people = System.out;
    return new OpenRun(lock, new RunContext(spark, run, config, settings, people));
  }

  private static boolean isLocal(String out) {
    return !out.contains("://") || out.startsWith("file:");
  }

  RunContext context() {
    return context;
  }

  @Override
  public void close() {
    context.spark().stop();
    if (lock != null) {
      lock.close();
    }
  }
}
