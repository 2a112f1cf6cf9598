package org.idiolect.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
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
 * for each message, system record and reject, and one or more for each source. <b>Cost</b>: reads
 * each file two or three times; no shuffle; one task holds one message at a time. Files over {@code
 * ingest.split-mebibytes} are first looked through for the boundaries of their messages, in a small
 * job of its own, and then read by several tasks.
 */
public final class IngestStep {
  /** Tasks for each core, so that one with large files does not keep the others waiting. */
  private static final int TASKS_PER_CORE = 4;

  /** Opening a file costs about as much as reading this. */
  private static final long FILE_BYTES = 1 << 16;

  /** What one task of a very large input reads. */
  private static final long TASK_BYTES = 1L << 28;

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
    SerializableConfiguration configuration = new SerializableConfiguration(hadoop);
    IngestConfig fixed = config.withLatestFixed(Instant.now());
    List<SourceFile> files = cut(sourceFiles(inputs, hadoop), fixed, configuration, context);
    ReadExports readExports = new ReadExports(fixed, key, people, configuration);
    long bytes = files.stream().mapToLong(SourceFile::bytes).sum();
    long wanted = Math.max(TASKS_PER_CORE * context.defaultParallelism(), bytes / TASK_BYTES);
    int tasks = (int) Math.max(1, Math.min(files.size(), wanted));
    JavaRDD<Row> events =
        context
            .parallelize(dealt(files, tasks), tasks)
            .flatMap(new FilesOfTask())
            .flatMap(readExports);
    return spark.createDataFrame(events, ExportEvent.SCHEMA);
  }

  private static List<SourceFile> sourceFiles(List<String> inputs, Configuration hadoop) {
    try {
      Map<String, Integer> ordinals = new HashMap<>();
      List<SourceFile> files = new ArrayList<>();
      for (ExportFile file : ExportLister.list(inputs, hadoop)) {
        files.add(new SourceFile(file, ordinals.merge(file.relative(), 1, Integer::sum) - 1, null));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("the inputs cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The files with the large ones in pieces, where they can be cut. */
  private static List<SourceFile> cut(
      List<SourceFile> files,
      IngestConfig config,
      SerializableConfiguration hadoop,
      JavaSparkContext context) {
    long pieceBytes = (long) config.splitMebibytes() << 20;
    List<SourceFile> cut = new ArrayList<>();
    List<SourceFile> large = new ArrayList<>();
    files.forEach(file -> (file.bytes() > pieceBytes ? large : cut).add(file));
    if (!large.isEmpty()) {
      cut.addAll(
          context
              .parallelize(large, large.size())
              .flatMap(new CutFiles(config, pieceBytes, hadoop))
              .collect());
    }
    return cut;
  }

  /** Deals the files, largest first, each to the task with the fewest bytes so far. */
  private static List<ArrayList<SourceFile>> dealt(List<SourceFile> files, int tasks) {
    List<ArrayList<SourceFile>> dealt = new ArrayList<>();
    PriorityQueue<long[]> load =
        new PriorityQueue<>(
            Comparator.<long[]>comparingLong(task -> task[0]).thenComparingLong(task -> task[1]));
    for (int task = 0; task < tasks; task++) {
      dealt.add(new ArrayList<>());
      load.add(new long[] {0, task});
    }
    List<SourceFile> bySize = new ArrayList<>(files);
    bySize.sort(Comparator.comparingLong(SourceFile::bytes).reversed());
    for (SourceFile file : bySize) {
      long[] task = load.remove();
      dealt.get((int) task[1]).add(file);
      task[0] += file.bytes() + FILE_BYTES;
      load.add(task);
    }
    return dealt;
  }

  /** Unpacks the files of one task. */
  private static final class FilesOfTask
      implements FlatMapFunction<ArrayList<SourceFile>, SourceFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<SourceFile> call(ArrayList<SourceFile> files) {
      return files.iterator();
    }
  }
}
