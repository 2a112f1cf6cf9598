package org.idiolect.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.idiolect.report.ReportData.Curve;
import org.idiolect.report.ReportData.Point;

/** Learning curves out of the table {@code training}, thinned where it lies. */
final class Curves {
  private static final String PHASE = "phase";
  private static final String AUTHOR_ID = "author_id";
  private static final String SPLIT = "split";
  private static final String STEP = "step";
  private static final String LOSS = "loss_nats";
  private static final String TRAIN = "train";

  /** Rows that tell of a return to an earlier checkpoint: no point of a curve. */
  private static final String RECOVERY = "recovery";

  private Curves() {}

  /** The curves that belong to no author, by phase. */
  static List<Curve> shared(Dataset<Row> training, int points) {
    return training == null
        ? List.of()
        : List.copyOf(
            read(
                    training.filter(col(AUTHOR_ID).isNull().and(col(SPLIT).notEqual(RECOVERY))),
                    points,
                    row -> row.getAs(PHASE))
                .values());
  }

  /** The curves of some authors, by author. */
  static Map<String, Curve> ofAuthors(Dataset<Row> training, List<String> ids, int points) {
    return training == null
        ? Map.of()
        : read(
            training.filter(col(AUTHOR_ID).isInCollection(ids)),
            points,
            row -> row.getAs(AUTHOR_ID));
  }

  private static Map<String, Curve> read(
      Dataset<Row> training, int points, Function<Row, String> key) {
    List<Row> rows = thin(training, points).orderBy(PHASE, AUTHOR_ID, SPLIT, STEP).collectAsList();
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (Row row : rows) {
      Curve curve =
          curves.computeIfAbsent(
              key.apply(row),
              k -> new Curve(row.getAs(PHASE), new ArrayList<>(), new ArrayList<>()));
      List<Point> line = TRAIN.equals(row.getAs(SPLIT)) ? curve.train() : curve.validation();
      line.add(new Point(row.<Integer>getAs(STEP), row.<Double>getAs(LOSS)));
    }
    return curves;
  }

  /** Keeps the first and the last row of each line and evenly spaced ones between. */
  private static Dataset<Row> thin(Dataset<Row> training, int points) {
    WindowSpec line = Window.partitionBy(PHASE, AUTHOR_ID, SPLIT);
    Column number = row_number().over(line.orderBy(STEP));
    Column rows = count(lit(1)).over(line);
    Column slot = floor(col("number").minus(1).multiply(points - 1).divide(col("rows")));
    Column slotBefore = floor(col("number").minus(2).multiply(points - 1).divide(col("rows")));
    return training
        .withColumn("number", number)
        .withColumn("rows", rows)
        .filter(
            slot.notEqual(slotBefore)
                .or(col("number").equalTo(1))
                .or(col("number").equalTo(col("rows"))));
  }
}
