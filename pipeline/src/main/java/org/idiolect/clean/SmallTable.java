package org.idiolect.clean;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Brings tables that turn out small to all executors, so that what they are joined with stays. */
final class SmallTable {
  /** Small enough for the memory of any driver and executor. */
  static final int MOST_ROWS = 100_000;

  private SmallTable() {}

  /** The table itself, for a broadcast join when it has few rows; computes it once then. */
  static Dataset<Row> broadcast(Dataset<Row> table) {
    List<Row> rows = table.limit(MOST_ROWS + 1).collectAsList();
    return rows.size() > MOST_ROWS ? table : broadcast(table, rows);
  }

  /**
   * @param rows all of the table's
   */
  static Dataset<Row> broadcast(Dataset<Row> table, List<Row> rows) {
    return functions.broadcast(
        table.sparkSession().createDataset(rows, Encoders.row(table.schema())));
  }
}
