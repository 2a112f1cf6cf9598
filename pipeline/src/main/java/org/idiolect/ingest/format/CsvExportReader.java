package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.util.function.UnaryOperator;

/** Reads generic CSV with a header line; columns by {@link GenericRow}. */
final class CsvExportReader extends CsvMessageReader {
  private final FormatConfig config;

  static CsvExportReader open(ExportInput input, FormatConfig config) throws IOException {
    return new CsvExportReader(input.openText(), config);
  }

  private CsvExportReader(Reader text, FormatConfig config) throws IOException {
    super(text, config);
    this.config = config;
  }

  @Override
  Event toEvent(long position, UnaryOperator<String> fields) {
    return GenericRow.toEvent(position, fields, config);
  }
}
