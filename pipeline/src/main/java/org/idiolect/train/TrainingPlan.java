package org.idiolect.train;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * Which task trains which author, and with which windows.
 *
 * <p>Input: {@code windows}, {@code authors}. Output: the columns of a window with {@link #AUTHOR},
 * {@link #GRADE}, {@link #BIN} and {@link #PLACE}. Rows: one for each eligible author and window in
 * which he speaks; an author without windows has one row of nulls. Cost: a shuffle of the windows
 * by author, and one of the authors, without windows, to a single task. Nothing is collected: the
 * driver needs no more memory for more authors.
 */
final class TrainingPlan {
  static final String AUTHOR = "target_author";
  static final String GRADE = "target_grade";
  static final String BIN = "bin";
  static final String PLACE = "place";
  private static final String WORK = "work";

  /**
   * What an author costs beside his tokens, in tokens: the first measurement, few rows in a step.
   */
  private static final int WORK_OF_AN_AUTHOR = 256;

  /** What {@link SeatAuthors} reads. */
  static final StructType LOAD =
      new StructType()
          .add(AUTHOR, DataTypes.StringType, false)
          .add(GRADE, DataTypes.StringType, false)
          .add(WORK, DataTypes.LongType, false);

  /** What {@link SeatAuthors} writes. */
  static final StructType SEATED =
      new StructType()
          .add(AUTHOR, DataTypes.StringType, false)
          .add(GRADE, DataTypes.StringType, false)
          .add(BIN, DataTypes.IntegerType, false)
          .add(PLACE, DataTypes.IntegerType, false);

  /** Joins by shuffle: a broadcast would take the authors through the driver. */
  private static final String BY_SHUFFLE = "merge";

  private TrainingPlan() {}

  static Dataset<Row> of(Dataset<Row> windows, Dataset<Row> authors, int bins) {
    Dataset<Row> theirWindows =
        windows
            .filter(col(TokenWindow.SPLIT).isin("train", "validation"))
            .withColumn(AUTHOR, explode(array_distinct(col(TokenWindow.SPANS + ".author_id"))));
    return seated(theirWindows, authors, bins)
        .hint(BY_SHUFFLE)
        .join(theirWindows, column(AUTHOR), "left");
  }

  private static Dataset<Row> seated(Dataset<Row> theirWindows, Dataset<Row> authors, int bins) {
    Dataset<Row> work =
        theirWindows.groupBy(AUTHOR).agg(sum(size(col(TokenWindow.TOKEN_IDS))).as(WORK));
    Dataset<Row> loads =
        authors
            .filter(col(Author.ELIGIBLE))
            .select(col(Author.AUTHOR_ID).as(AUTHOR), col(Author.GRADE).as(GRADE))
            .hint(BY_SHUFFLE)
            .join(work, column(AUTHOR), "left")
            .select(col(AUTHOR), col(GRADE), workOrNone());
    return loads
        .repartition(1)
        .sortWithinPartitions(col(WORK).desc(), col(AUTHOR))
        .mapPartitions(new SeatAuthors(bins), Encoders.row(SEATED));
  }

  private static Column workOrNone() {
    return coalesce(col(WORK), lit(0L)).plus(WORK_OF_AN_AUTHOR).as(WORK);
  }

  private static String[] column(String name) {
    return new String[] {name};
  }
}
