package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.idiolect.jobs.IngestJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.Sessions;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.RunFolder;
import org.idiolect.table.StageCommit;

/**
 * Times ingest from an export to its committed tables, one generated export for each format. Spark
 * is started, and warmed up on a small export, before the clock is.
 */
public final class IngestBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long WARM_UP_BYTES = 4L << 20;

  private final Path folder;
  private final PrintStream out;

  /**
   * @param folder for exports and tables; exists
   */
  public IngestBench(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** The formats that can be timed. */
  public static List<String> formats() {
    return IngestExports.FORMATS;
  }

  /**
   * Prints a JSON line for each format, and one for the peer after WhatsApp's.
   *
   * @param python with jobs/bench/requirements.txt; null for ours alone
   * @param script the peer
   */
  public void run(List<String> formats, int mebibytes, Config settings, Path python, Path script) {
    try (SparkSession spark = Sessions.open("bench")) {
      for (String format : formats) {
        Path warm = folder.resolve("warm-" + format);
        IngestExports.write(warm, format, WARM_UP_BYTES);
        ingest(spark, settings, warm, "warm-" + format);
        Path export = folder.resolve(format);
        long messages = IngestExports.write(export, format, (long) mebibytes << 20);
        out.println(timed(spark, settings, export, format, messages));
        if (python != null && format.equals("whatsapp-text")) {
          peer(python, script, export);
        }
        Files.delete(export);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove an export", e);
    }
  }

  private ObjectNode timed(
      SparkSession spark, Config settings, Path export, String format, long messages)
      throws IOException {
    long start = System.nanoTime();
    StageCommit commit = ingest(spark, settings, export, format);
    double seconds = (System.nanoTime() - start) / 1e9;
    double megabytes = Files.size(export) / 1e6;
    ObjectNode line = JSON.createObjectNode().put("bench", "ingest").put("side", "idiolect");
    line.put("cores", spark.sparkContext().defaultParallelism());
    line.put("format", format).put("megabytes", rounded(megabytes)).put("messages", messages);
    line.put("kept", commit.counts().get("kept")).put("seconds", rounded(seconds));
    line.put("megabytes_per_second", rounded(megabytes / seconds));
    return line.put("messages_per_second", Math.round(messages / seconds));
  }

  private StageCommit ingest(SparkSession spark, Config settings, Path export, String runId) {
    RunFolder run =
        RunFolder.of(
            folder.resolve("out").toString(), runId, spark.sparkContext().hadoopConfiguration());
    RunContext context = new RunContext(spark, run, Settings.check(settings), settings, out);
    return IngestJob.run(context, List.of(export.toString()));
  }

  private void peer(Path python, Path script, Path export) throws IOException {
    Process process =
        new ProcessBuilder(python.toString(), script.toString(), export.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out.print(new String(process.getInputStream().readAllBytes()));
    try {
      if (process.waitFor() != 0) {
        throw new IOException("the peer failed with exit code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the peer was running", e);
    }
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
  }
}
