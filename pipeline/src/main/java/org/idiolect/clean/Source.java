package org.idiolect.clean;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * One input file, or one entry of an archive: the table {@code sources}.
 *
 * <p>{@code read = messages + rejected + duplicates + filtered}.
 *
 * @param platform null when the file is no known export, like {@code format}
 * @param bytes length of the file; of an archive entry, its unpacked length
 * @param read messages, system records and rejected parts that were met
 * @param messages rows of the table messages that come from this source
 * @param duplicates messages that another source, or this one before, holds already
 * @param filtered system records, texts of bots, and messages without any text
 * @param status {@code OK}, {@code PARTIAL}, {@code EMPTY}, {@code UNSUPPORTED} or {@code FAILED},
 *     then flags such as {@code DATE_ORDER_GUESSED}, with spaces between
 */
public record Source(
    String sourceId,
    String platform,
    String format,
    long bytes,
    String sha256,
    long read,
    long messages,
    long rejected,
    long duplicates,
    long filtered,
    String status) {
  public static final String SOURCE_ID = "source_id";
  public static final String PLATFORM = "platform";
  public static final String FORMAT = "format";
  public static final String BYTES = "bytes";
  public static final String SHA256 = "sha256";
  public static final String READ = "read";
  public static final String MESSAGES = "messages";
  public static final String REJECTED = "rejected";
  public static final String DUPLICATES = "duplicates";
  public static final String FILTERED = "filtered";
  public static final String STATUS = "status";

  public static final StructType SCHEMA =
      new StructType()
          .add(SOURCE_ID, DataTypes.StringType, false)
          .add(PLATFORM, DataTypes.StringType, true)
          .add(FORMAT, DataTypes.StringType, true)
          .add(BYTES, DataTypes.LongType, false)
          .add(SHA256, DataTypes.StringType, false)
          .add(READ, DataTypes.LongType, false)
          .add(MESSAGES, DataTypes.LongType, false)
          .add(REJECTED, DataTypes.LongType, false)
          .add(DUPLICATES, DataTypes.LongType, false)
          .add(FILTERED, DataTypes.LongType, false)
          .add(STATUS, DataTypes.StringType, false);

  public static final Table TABLE = new Table("sources", SCHEMA);

  public static Source fromRow(Row row) {
    return new Source(
        row.getAs(SOURCE_ID),
        row.getAs(PLATFORM),
        row.getAs(FORMAT),
        row.<Long>getAs(BYTES),
        row.getAs(SHA256),
        row.<Long>getAs(READ),
        row.<Long>getAs(MESSAGES),
        row.<Long>getAs(REJECTED),
        row.<Long>getAs(DUPLICATES),
        row.<Long>getAs(FILTERED),
        row.getAs(STATUS));
  }
}
