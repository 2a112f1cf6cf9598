package org.idiolect.ingest.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
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
 *
 * <p>A quote that nothing closes would make one row of the rest of the file. It costs the line that
 * it stands in; the file is read again from the next one.
 */
abstract non-sealed class CsvMessageReader implements ExportReader {
  private static final int LEAST_BUFFER_CHARS = 1 << 16;

  /** Each time reads the file from its start; more damage than this is no table. */
  private static final int MOST_BROKEN = 1_000;

  private final ExportInput input;
  private final FormatConfig config;
  private final char separator;
  private final Map<String, Integer> columns;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private CsvReader<CsvRecord> csv;
  private CloseableIterator<CsvRecord> records;
  private long skippedLines;
  private long lastLine;
  private int broken;
  private boolean finished;

  CsvMessageReader(ExportInput input, FormatConfig config) throws IOException {
    this.input = input;
    this.config = config;
    CsvHeader.Sniffed sniffed = CsvHeader.sniff(input.openText());
    this.separator = sniffed.separator();
    read(sniffed.text());
    this.columns = records.hasNext() ? columns(records.next().getFields()) : Map.of();
    this.lastLine = 1;
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
      long line = skippedLines + row.getStartingLineNumber();
      long breaks = row.getFields().stream().mapToLong(CsvMessageReader::breaks).sum();
      if (breaks > 0 && !records.hasNext() && endsInQuotes(line)) {
        return resume(line);
      }
      lastLine = line + breaks;
      return row.getFieldCount() == columns.size() ? event(line, row) : wrongCount(line, row);
    } catch (CsvParseException e) {
      return resume(lastLine + 1);
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

  private void read(Reader text) {
    csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .maxBufferSize(
                Math.max(
                    LEAST_BUFFER_CHARS,
                    (int) Math.min(config.maxLineChars(), 2L * config.maxTextChars())))
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text);
    records = csv.iterator();
  }

  /**
   * Goes on behind a row with an open quote.
   *
   * @param from line at which it begins, or an empty one before it
   */
  private Event resume(long from) throws IOException {
    csv.close();
    BufferedReader text = at(from);
    long line = from;
    while (skipLine(text) == 0) {
      line++;
    }
    skippedLines = line;
    lastLine = line;
    read(text);
    finished = ++broken > MOST_BROKEN;
    if (finished) {
      flags.add(SourceFlag.PARTIAL);
    }
    return new Reject(
        line,
        RejectReason.SYNTAX,
        finished ? "too many lines are no CSV: not read on" : "no CSV, for instance an open quote");
  }

  /** Whether an odd number of quotes stands from a line to the end. */
  private boolean endsInQuotes(long line) throws IOException {
    try (BufferedReader text = at(line)) {
      boolean open = false;
      for (int c = text.read(); c >= 0; c = text.read()) {
        open ^= c == '"';
      }
      return open;
    }
  }

  private BufferedReader at(long line) throws IOException {
    BufferedReader text = new BufferedReader(input.openText(), 1 << 16);
    for (long skipped = 1; skipped < line; skipped++) {
      skipLine(text);
    }
    return text;
  }

  /**
   * @return 0 for an empty line, 1 for another one, -1 at the end
   */
  private static int skipLine(BufferedReader text) throws IOException {
    int chars = 0;
    for (int c = text.read(); c >= 0; c = text.read()) {
      if (c == '\r') {
        text.mark(1);
        if (text.read() != '\n') {
          text.reset();
        }
        return chars;
      }
      if (c == '\n') {
        return chars;
      }
      chars = Math.max(1, chars);
    }
    return chars == 0 ? -1 : chars;
  }

  /** Line ends in a cell. */
  private static long breaks(String cell) {
    long breaks = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean pair = c == '\r' && i + 1 < cell.length() && cell.charAt(i + 1) == '\n';
      breaks += c == '\n' || c == '\r' && !pair ? 1 : 0;
    }
    return breaks;
  }

  private Event event(long line, CsvRecord row) {
    return toEvent(
        line,
        name -> {
          Integer column = columns.get(name.toLowerCase(Locale.ROOT));
          return column == null ? null : row.getField(column);
        });
  }

  private Reject wrongCount(long line, CsvRecord row) {
    return new Reject(
        line,
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
