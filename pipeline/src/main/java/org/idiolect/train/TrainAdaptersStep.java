package org.idiolect.train;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * Trains one LoRA adapter for each eligible author.
 *
 * <p>Input: {@code windows} (train, validation) and {@code authors}. Output: one row an author with
 * the adapter's columns and the measurements as an array ({@link #SCHEMA}). Rows: 1 to 1 with
 * eligible authors. Cost: one shuffle that brings the windows of a bin of authors to one task,
 * sorted by author and window; then the training.
 */
public final class TrainAdaptersStep {
  /** Column that holds the measurements of one author. */
  private static final String CURVE = "curve";

  /** Adapter columns, then the learning curve. */
  public static final StructType SCHEMA =
      AdapterRow.SCHEMA.add(CURVE, DataTypes.createArrayType(TrainingRow.SCHEMA, false), false);

  private static final String TARGET_AUTHOR = "target_author";

  private TrainAdaptersStep() {}

  /** Trains; {@code bins} tasks run at most at a time. */
  public static Dataset<Row> train(
      Dataset<Row> windows,
      Dataset<Row> authors,
      int bins,
      AdapterTraining training,
      ProgressBoard progress) {
    SparkSession spark = windows.sparkSession();
    Map<String, Integer> binOf = AuthorBins.pack(loads(authors), bins);
    Dataset<Row> theirWindows =
        windows
            .filter(col(TokenWindow.SPLIT).isin("train", "validation"))
            .withColumn(
                TARGET_AUTHOR, explode(array_distinct(col(TokenWindow.SPANS + ".author_id"))))
            .filter(col(TARGET_AUTHOR).isInCollection(binOf.keySet()));
    JavaRDD<Row> adapters =
        theirWindows
            .javaRDD()
            .mapToPair(new KeyByAuthor(binOf))
            .repartitionAndSortWithinPartitions(new BinPartitioner(bins))
            .mapPartitions(new TrainAdapters(training, progress));
    return spark.createDataFrame(adapters, SCHEMA);
  }

  /** The adapters table of the trained rows. */
  public static Dataset<Row> adapters(Dataset<Row> trained) {
    return trained.drop(CURVE);
  }

  /** The training table of the trained rows. */
  public static Dataset<Row> curves(Dataset<Row> trained) {
    return trained.select(explode(col(CURVE)).as("row")).select("row.*");
  }

  private static List<AuthorBins.Load> loads(Dataset<Row> authors) {
    return authors
        .filter(col(Author.ELIGIBLE))
        .select(Author.AUTHOR_ID, Author.TOKENS)
        .collectAsList()
        .stream()
        .map(row -> new AuthorBins.Load(row.getString(0), row.getLong(1)))
        .toList();
  }
}
