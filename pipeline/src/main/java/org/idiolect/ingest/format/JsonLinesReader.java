package org.idiolect.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;

/** Reads generic JSON Lines: one object a line, columns by {@link GenericRow}. */
final class JsonLinesReader extends JsonLineReader {
  private final GenericRow rows;

  /** Whether one of the first lines is an object with the time and text of a generic file. */
  static int likeness(Head head, FormatConfig config) {
    boolean generic =
        anyLine(head, row -> row.has(config.sentAtColumn()) && row.has(config.textColumn()));
    return generic ? Head.GENERIC : Head.NOT;
  }

  static JsonLinesReader open(ExportInput input, FormatConfig config) throws IOException {
    return new JsonLinesReader(input.openText(), config);
  }

  private JsonLinesReader(Reader text, FormatConfig config) {
    super(text, config);
    this.rows = new GenericRow(config);
  }

  @Override
  Event toEvent(long position, JsonNode row) {
    return rows.toEvent(position, name -> JsonElements.text(row, name));
  }
}
