package org.idiolect.ingest.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads generic CSV with a header line: comma, semicolon, tab or bar, columns by GenericRow. */
final class CsvExportReader implements ExportReader {
  private final CsvReader<CsvRecord> csv;
  private final CloseableIterator<CsvRecord> records;
  private final FormatConfig config;
  private final Map<String, Integer> columns;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private long lastLine;
  private boolean finished;

  private CsvExportReader(
      CsvReader<CsvRecord> csv,
      CloseableIterator<CsvRecord> records,
      Map<String, Integer> columns,
      FormatConfig config) {
    this.csv = csv;
    this.records = records;
    this.columns = columns;
    this.config = config;
  }

  static CsvExportReader open(ExportInput input, FormatConfig config) throws IOException {
    CsvHeader.Sniffed sniffed = CsvHeader.sniff(input.openText());
    CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(sniffed.separator())
            .maxBufferSize(Math.max(config.maxLineChars(), 1 << 16))
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(sniffed.text());
    CloseableIterator<CsvRecord> records = csv.iterator();
    Map<String, Integer> columns =
        records.hasNext() ? columns(records.next().getFields()) : Map.of();
    return new CsvExportReader(csv, records, columns, config);
  }

  @Override
  public Event next() throws IOException {
    if (finished) {
      return null;
    }
    try {
      if (!records.hasNext()) {
        finished = true;
        return null;
      }
      CsvRecord row = records.next();
      lastLine = row.getStartingLineNumber();
      return toEvent(row);
    } catch (CsvParseException e) {
      finished = true;
      flags.add(SourceFlag.PARTIAL);
      return new Reject(
          lastLine + 1, RejectReason.SYNTAX, "no CSV from here on, for instance an open quote");
    }
  }

  @Override
  public Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private Event toEvent(CsvRecord row) {
    if (row.getFieldCount() != columns.size()) {
      return new Reject(
          lastLine,
          RejectReason.SYNTAX,
          "expected " + columns.size() + " cells as in the header, found " + row.getFieldCount());
    }
    return GenericRow.toEvent(
        lastLine,
        name -> {
          Integer column = columns.get(name.toLowerCase(Locale.ROOT));
          return column == null ? null : row.getField(column);
        },
        config);
  }

  private static Map<String, Integer> columns(List<String> header) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip().toLowerCase(Locale.ROOT);
      columns.put(columns.containsKey(name) ? name + "#" + i : name, i);
    }
    return columns;
  }
}
