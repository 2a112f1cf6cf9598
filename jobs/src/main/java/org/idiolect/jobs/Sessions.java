package org.idiolect.jobs;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.idiolect.train.ProgressPlugin;

/** Opens the Spark session with the settings that the tables rely on. */
public final class Sessions {
  /**
   * Spark's own 4,096 rows are 3 GB of the default model's adapters. Rows of text are read as fast
   * in small batches.
   */
  private static final int ROWS_READ_AT_ONCE = 32;

  /**
   * One message from 1601 kills a job under the defaults, and a flipped byte in a page reads back
   * as a wrong number; both are Spark's or Parquet's defaults that we cannot accept.
   */
  private static final Map<String, String> TABLES =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
          "spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED",
          "spark.hadoop.parquet.page.verify-checksum.enabled", "true",
          "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false",
          "spark.sql.parquet.columnarReaderBatchSize", Integer.toString(ROWS_READ_AT_ONCE));

  /**
   * What a laptop needs: no ports, few partitions; and a task that runs out of memory fails as any
   * other, where Spark would end the process, which here is everything, without a word.
   */
  private static final Map<String, String> LAPTOP =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.sql.shuffle.partitions", "4",
          "spark.ui.showConsoleProgress", "false",
          "spark.executor.killOnFatalError.depth", "0");

  private Sessions() {}

  /** Ours besides what the cluster asks for. */
  private static String plugins() {
    String theirs = System.getProperty("spark.plugins", "");
    String ours = ProgressPlugin.class.getName();
    return theirs.isBlank() || theirs.contains(ours) ? ours : theirs + "," + ours;
  }

  /** A session under spark-submit, or an embedded one on all cores. */
  public static SparkSession open(String name) {
    SparkSession.Builder builder = SparkSession.builder().appName("idiolect " + name);
    TABLES.forEach(builder::config);
    builder.config("spark.plugins", plugins());
    if (System.getProperty("spark.master") == null) {
      builder.master("local[*]");
      LAPTOP.forEach(builder::config);
    }
    return builder.getOrCreate();
  }
}
