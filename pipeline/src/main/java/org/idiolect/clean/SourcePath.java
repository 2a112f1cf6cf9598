package org.idiolect.clean;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * Where a source lay: the table {@code sources_private}; paths often hold names.
 *
 * @param path the location; for an archive entry followed by {@code !} and its name
 */
public record SourcePath(String sourceId, String path) {
  public static final String SOURCE_ID = "source_id";
  public static final String PATH = "path";

  public static final StructType SCHEMA =
      new StructType()
          .add(SOURCE_ID, DataTypes.StringType, false)
          .add(PATH, DataTypes.StringType, false);

  public static final Table TABLE = new Table("sources_private", SCHEMA);

  public static SourcePath fromRow(Row row) {
    return new SourcePath(row.getAs(SOURCE_ID), row.getAs(PATH));
  }
}
