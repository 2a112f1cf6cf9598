package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** Reads generic CSV with a header line; columns by {@link GenericRow}. */
final class CsvExportReader extends CsvMessageReader {
  private final GenericRow rows;

  static CsvExportReader open(ExportInput input, FormatConfig config) throws IOException {
    return new CsvExportReader(input, config);
  }

  private CsvExportReader(ExportInput input, FormatConfig config) throws IOException {
    super(input, config);
    this.rows = new GenericRow(config);
  }

  @Override
  Event toEvent(long position, UnaryOperator<String> fields) {
    return rows.toEvent(position, fields);
  }
}
