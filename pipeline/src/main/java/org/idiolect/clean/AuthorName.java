package org.idiolect.clean;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * A name under which an author wrote: the table {@code names}, the only one that holds names.
 *
 * @param messages kept and duplicate messages under this name; of several, the largest is the usual
 */
public record AuthorName(String authorId, String name, String platform, long messages) {
  public static final String AUTHOR_ID = "author_id";
  public static final String NAME = "name";
  public static final String PLATFORM = "platform";
  public static final String MESSAGES = "messages";

  public static final StructType SCHEMA =
      new StructType()
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(NAME, DataTypes.StringType, false)
          .add(PLATFORM, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.LongType, false);

  public static final Table TABLE = new Table("names", SCHEMA);

  public static AuthorName fromRow(Row row) {
    return new AuthorName(
        row.getAs(AUTHOR_ID), row.getAs(NAME), row.getAs(PLATFORM), row.<Long>getAs(MESSAGES));
  }
}
