package org.idiolect.table;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * How many rows Parquet keeps in memory while it writes.
 *
 * <p>By default it looks at their size for the first time at the hundredth row and writes when
 * there are 128 MiB, thrice in memory while a page is compressed; and until a file is closed it
 * remembers the least and the greatest value of every row group. That is fine for rows of text; a
 * row that holds an adapter is as large as 100,000 of them.
 */
final class RowGroups {
  /** Bytes of a row group with binary columns: some adapters, and large enough to read fast. */
  static final long BYTES = 32 << 20;

  /** Rows of a file with binary columns, after which what is remembered is given back. */
  static final long ROWS_OF_A_FILE = 64;

  private RowGroups() {}

  /** Options of the writer: for tables with a binary column bounds that are kept row by row. */
  static Map<String, String> of(Table table) {
    boolean isBinary =
        Arrays.stream(table.schema().fields())
            .anyMatch(field -> field.dataType().equals(DataTypes.BinaryType));
    return isBinary
        ? Map.of(
            "maxRecordsPerFile",
            Long.toString(ROWS_OF_A_FILE),
            "parquet.block.size",
            Long.toString(BYTES),
            "parquet.page.size.row.check.min",
            "1",
            "parquet.enable.dictionary",
            "false")
        : Map.of();
  }
}
