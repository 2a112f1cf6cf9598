package org.idiolect.ingest.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Cells of a Parquet row as the text that a CSV file would have there. */
final class ParquetCells {
  /** The Julian day of 1970-01-01. */
  private static final long JULIAN_EPOCH = 2_440_588;

  private ParquetCells() {}

  /** The index of a column, in upper or lower case where no other spells it so; -1 for none. */
  static int find(GroupType schema, String name) {
    if (schema.containsField(name)) {
      return schema.getFieldIndex(name);
    }
    for (int i = 0; i < schema.getFieldCount(); i++) {
      if (schema.getFieldName(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The cell of a column; null when the row has none. */
  static String text(Group row, String name) {
    int column = find(row.getType(), name);
    if (column < 0 || row.getFieldRepetitionCount(column) == 0) {
      return null;
    }
    PrimitiveType type = row.getType().getType(column).asPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY -> row.getBinary(column, 0).toStringUsingUTF8();
      case INT64 -> integer(row.getLong(column, 0), meaning);
      case INT32 ->
          meaning instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
              ? LocalDate.ofEpochDay(row.getInteger(column, 0)).toString()
              : Integer.toString(row.getInteger(column, 0));
      case INT96 -> sparkTime(NanoTime.fromBinary(row.getInt96(column, 0)));
      case DOUBLE -> BigDecimal.valueOf(row.getDouble(column, 0)).toPlainString();
      case FLOAT -> Float.toString(row.getFloat(column, 0));
      case BOOLEAN -> Boolean.toString(row.getBoolean(column, 0));
    };
  }

  /** A number, or the ISO time that it stands for; without a Z where the zone is not known. */
  private static String integer(long value, LogicalTypeAnnotation meaning) {
    if (!(meaning instanceof TimestampLogicalTypeAnnotation time)) {
      return Long.toString(value);
    }
    ChronoUnit unit =
        switch (time.getUnit()) {
          case MILLIS -> ChronoUnit.MILLIS;
          case MICROS -> ChronoUnit.MICROS;
          case NANOS -> ChronoUnit.NANOS;
        };
    Instant instant = Instant.EPOCH.plus(value, unit);
    return time.isAdjustedToUTC()
        ? instant.toString()
        : instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
  }

  /** What Spark, Hive and Impala wrote for a long time: a Julian day and nanoseconds in it. */
  private static String sparkTime(NanoTime time) {
    return Instant.EPOCH
        .plus(time.getJulianDay() - JULIAN_EPOCH, ChronoUnit.DAYS)
        .plusNanos(time.getTimeOfDayNanos())
        .toString();
  }
}
