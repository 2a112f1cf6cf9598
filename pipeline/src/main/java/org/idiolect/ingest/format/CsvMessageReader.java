package org.idiolect.ingest.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What all exports share that are tables with a header line: comma, semicolon, tab or bar, cells
 * with line breaks in quotes, columns by their name. A format says what a row is.
 */
abstract non-sealed class CsvMessageReader implements ExportReader {
  private final CsvReader<CsvRecord> csv;
  private final CloseableIterator<CsvRecord> records;
  private final Map<String, Integer> columns;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private long lastLine;
  private boolean finished;

  CsvMessageReader(Reader text, FormatConfig config) throws IOException {
    CsvHeader.Sniffed sniffed = CsvHeader.sniff(text);
    this.csv =
        CsvReader.builder()
            .fieldSeparator(sniffed.separator())
            .maxBufferSize(Math.max(config.maxLineChars(), 1 << 16))
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(sniffed.text());
    this.records = csv.iterator();
    this.columns = records.hasNext() ? columns(records.next().getFields()) : Map.of();
  }

  /**
   * The event that a row is.
   *
   * @param position line on which the row begins
   * @param fields value of a column by its name in any case; null when there is no such column
   */
  abstract Event toEvent(long position, UnaryOperator<String> fields);

  /** Whether the first line of a file names these columns, as a table with a comma does. */
  static int likeness(Head head, String... columns) {
    String[] cells = head.firstLine().replace("\ufeff", "").replace("\"", "").strip().split(",");
    return Head.certainIf(!head.isJson() && Arrays.equals(cells, columns));
  }

  @Override
  public final Event next() throws IOException {
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
      return row.getFieldCount() == columns.size() ? event(row) : wrongCount(row);
    } catch (CsvParseException e) {
      finished = true;
      flags.add(SourceFlag.PARTIAL);
      return new Reject(
          lastLine + 1, RejectReason.SYNTAX, "no CSV from here on, for instance an open quote");
    }
  }

  @Override
  public final Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public final void close() throws IOException {
    csv.close();
  }

  private Event event(CsvRecord row) {
    return toEvent(
        lastLine,
        name -> {
          Integer column = columns.get(name.toLowerCase(Locale.ROOT));
          return column == null ? null : row.getField(column);
        });
  }

  private Reject wrongCount(CsvRecord row) {
    return new Reject(
        lastLine,
        RejectReason.SYNTAX,
        "expected " + columns.size() + " cells as in the header, found " + row.getFieldCount());
  }

  private static Map<String, Integer> columns(List<String> header) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).replace("\ufeff", "").strip().toLowerCase(Locale.ROOT);
      columns.put(columns.containsKey(name) ? name + "#" + i : name, i);
    }
    return columns;
  }
}
