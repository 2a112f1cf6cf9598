package org.idiolect.clean;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * A part of a source that could not be read: the table {@code rejects}.
 *
 * @param position where it is: {@code line 12}, {@code message 7} or {@code file}
 * @param reason a name of {@link org.idiolect.ingest.format.RejectReason}
 * @param detail what was expected and found; never message text
 */
public record RejectedPart(String sourceId, String position, String reason, String detail) {
  public static final String SOURCE_ID = "source_id";
  public static final String POSITION = "position";
  public static final String REASON = "reason";
  public static final String DETAIL = "detail";

  public static final StructType SCHEMA =
      new StructType()
          .add(SOURCE_ID, DataTypes.StringType, false)
          .add(POSITION, DataTypes.StringType, false)
          .add(REASON, DataTypes.StringType, false)
          .add(DETAIL, DataTypes.StringType, false);

  public static final Table TABLE = new Table("rejects", SCHEMA);

  public static RejectedPart fromRow(Row row) {
    return new RejectedPart(
        row.getAs(SOURCE_ID), row.getAs(POSITION), row.getAs(REASON), row.getAs(DETAIL));
  }
}
