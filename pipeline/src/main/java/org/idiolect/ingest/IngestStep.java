package org.idiolect.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PseudonymKey;

/**
 * Reads chat exports.
 *
 * <p><b>Input</b>: paths of files and folders. <b>Output</b>: {@link ExportEvent}. <b>Rows</b>: one
 * for each message, system record, reject and source. <b>Cost</b>: reads each file two or three
 * times; no shuffle; one task holds one message at a time.
 */
public final class IngestStep {
  /** Tasks for each core, so that one with large files does not keep the others waiting. */
  private static final int TASKS_PER_CORE = 4;

  private IngestStep() {}

  /**
   * The events of all exports below the inputs. Evaluating it twice parses twice: write it first.
   *
   * @param inputs files and folders, each name taken literally
   * @throws UncheckedIOException when an input does not exist or cannot be listed
   */
  public static Dataset<Row> read(
      SparkSession spark,
      List<String> inputs,
      IngestConfig config,
      PseudonymKey key,
      People people) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop = spark.sessionState().newHadoopConf();
    List<SourceFile> files = sourceFiles(inputs, hadoop);
    ReadExports readExports =
        new ReadExports(
            config.withLatestFixed(Instant.now()),
            key,
            people,
            new SerializableConfiguration(hadoop));
    int tasks = Math.max(1, Math.min(files.size(), TASKS_PER_CORE * context.defaultParallelism()));
    JavaRDD<Row> events = context.parallelize(dealt(files, tasks), tasks).flatMap(readExports);
    return spark.createDataFrame(events, ExportEvent.SCHEMA);
  }

  private static List<SourceFile> sourceFiles(
      List<String> inputs, org.apache.hadoop.conf.Configuration hadoop) {
    try {
      Map<String, Integer> ordinals = new HashMap<>();
      List<SourceFile> files = new ArrayList<>();
      for (ExportFile file : ExportLister.list(inputs, hadoop)) {
        files.add(new SourceFile(file, ordinals.merge(file.relative(), 1, Integer::sum) - 1));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("the inputs cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Deals the files, largest first, to tasks in turn; the list holds one task after another. */
  private static List<SourceFile> dealt(List<SourceFile> files, int tasks) {
    List<SourceFile> bySize = new ArrayList<>(files);
    bySize.sort(Comparator.comparingLong((SourceFile f) -> f.file().bytes()).reversed());
    List<SourceFile> dealt = new ArrayList<>(files.size());
    for (int task = 0; task < tasks; task++) {
      for (int i = task; i < bySize.size(); i += tasks) {
        dealt.add(bySize.get(i));
      }
    }
    return dealt;
  }
}
