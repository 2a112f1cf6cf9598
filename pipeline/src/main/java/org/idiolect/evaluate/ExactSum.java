package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;

/**
 * Sums that do not depend on the order of rows.
 *
 * <p>Adding doubles in another order changes the last digits, so another number of partitions would
 * give another table. Decimals of 12 places add exactly, and a millionth of a millionth of a nat is
 * far below what a float log-probability knows.
 */
final class ExactSum {
  private static final String DECIMAL = "decimal(28,12)";

  private ExactSum() {}

  static Column ofDoubles(String column) {
    return sum(col(column).cast(DECIMAL)).cast("double").as(column);
  }

  static Column ofIntegers(String column, String type) {
    return sum(col(column)).cast(type).as(column);
  }
}
