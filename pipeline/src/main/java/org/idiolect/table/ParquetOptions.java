package org.idiolect.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * How Parquet writes a table, where its defaults cost too much.
 *
 * <p>By default it looks at the size of rows for the first time at the hundredth one and writes a
 * row group when there are 128 MiB, thrice in memory while a page is compressed; and until a file
 * is closed it remembers the least and the greatest value of every row group. That is fine for rows
 * of text; a row that holds an adapter is as large as 100,000 of them.
 *
 * <p>By default it also looks for equal values in every column. Where hardly two are equal, that
 * takes a fifth of the time of reading and writing a table of messages.
 */
final class ParquetOptions {
  /** Bytes of a row group with binary columns: some adapters, and large enough to read fast. */
  static final long BYTES = 32 << 20;

  /** Rows of a file with binary columns, after which what is remembered is given back. */
  static final long ROWS_OF_A_FILE = 64;

  private static final String DICTIONARY = "parquet.enable.dictionary";
  private static final List<String> DISTINCT =
      List.of("message_id", "identity", "text", "sent_at", "position");

  private ParquetOptions() {}

  /** Options of the writer. */
  static Map<String, String> of(Table table) {
    return isBinary(table) ? rowByRow() : withoutDictionaries(table);
  }

  private static boolean isBinary(Table table) {
    return Arrays.stream(table.schema().fields())
        .anyMatch(field -> field.dataType().equals(DataTypes.BinaryType));
  }

  /** Bounds that are kept row by row. */
  private static Map<String, String> rowByRow() {
    return Map.of(
        "maxRecordsPerFile",
        Long.toString(ROWS_OF_A_FILE),
        "parquet.block.size",
        Long.toString(BYTES),
        "parquet.page.size.row.check.min",
        "1",
        DICTIONARY,
        "false");
  }

  private static Map<String, String> withoutDictionaries(Table table) {
    Map<String, String> options = new LinkedHashMap<>();
    for (StructField column : table.schema().fields()) {
      if (DISTINCT.contains(column.name())) {
        options.put(DICTIONARY + "#" + column.name(), "false");
      }
    }
    return options;
  }
}
