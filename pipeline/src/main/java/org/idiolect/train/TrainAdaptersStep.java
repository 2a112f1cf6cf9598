package org.idiolect.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Trains one LoRA adapter for each eligible author.
 *
 * <p>Input: {@code windows} (train, validation) and {@code authors}. Output: one row an author with
 * the adapter's columns and the measurements as an array ({@link #SCHEMA}). Rows: 1 to 1 with
 * eligible authors: one that cannot be trained has no tensors and says why. Cost: the shuffles of
 * {@link TrainingPlan}, and one that brings the windows of a bin of authors to one task, sorted by
 * author and window; then the training.
 */
public final class TrainAdaptersStep {
  /** Column that holds the measurements of one author. */
  private static final String CURVE = "curve";

  /** Adapter columns, then the learning curve. */
  public static final StructType SCHEMA =
      AdapterRow.SCHEMA.add(CURVE, DataTypes.createArrayType(TrainingRow.SCHEMA, false), false);

  /** Failed authors that are named to people; the table has them all. */
  private static final int NAMED_FAILURES = 20;

  private TrainAdaptersStep() {}

  /** Trains; {@code bins} tasks run at most at a time. */
  public static Dataset<Row> train(
      Dataset<Row> windows,
      Dataset<Row> authors,
      int bins,
      AdapterTraining training,
      ProgressBoard progress) {
    SparkSession spark = windows.sparkSession();
    JavaRDD<Row> adapters =
        TrainingPlan.of(windows, authors, bins)
            .javaRDD()
            .mapToPair(new KeyByAuthor(training.ranks()))
            .repartitionAndSortWithinPartitions(new BinPartitioner(bins))
            .mapPartitions(new TrainAdapters(training, progress));
    return spark.createDataFrame(GpuTasks.place(adapters, training.compute()), SCHEMA);
  }

  /** The adapters table of the trained rows. */
  public static Dataset<Row> adapters(Dataset<Row> trained) {
    return trained.drop(CURVE);
  }

  /** The training table of the trained rows. */
  public static Dataset<Row> curves(Dataset<Row> trained) {
    return trained.select(explode(col(CURVE)).as("row")).select("row.*");
  }

  /** The first authors without an adapter by id, with the cause: lines for people. */
  public static List<String> failures(Dataset<Row> adapters) {
    return adapters
        .filter(col("status").equalTo(AdapterRow.FAILED))
        .orderBy("author_id")
        .limit(NAMED_FAILURES)
        .select("author_id", "error")
        .collectAsList()
        .stream()
        .map(row -> "author " + row.getString(0) + " has no adapter: " + row.getString(1))
        .toList();
  }
}
