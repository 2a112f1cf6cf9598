package org.idiolect.table;

import java.util.Objects;
import org.apache.spark.sql.types.StructType;

/**
 * The contract of one table: the name of its folder and its columns in reading order.
 *
 * @param name folder under {@code tables/}, snake_case
 * @param schema column names, types and nullability
 */
public record Table(String name, StructType schema) {
  public Table {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schema, "schema");
  }
}
