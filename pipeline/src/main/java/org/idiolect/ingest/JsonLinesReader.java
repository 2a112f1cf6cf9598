package org.idiolect.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.util.EnumSet;
import java.util.Set;

/** Reads generic JSON Lines: one object a line, columns by {@link GenericRow}. */
final class JsonLinesReader implements ExportReader {
  private final LineReader lines;
  private final IngestConfig config;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);

  JsonLinesReader(Reader text, IngestConfig config) {
    this.lines = new LineReader(text, config.maxLineChars());
    this.config = config;
  }

  @Override
  public Event next() throws IOException {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? null : toEvent(line);
  }

  @Override
  public Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Event toEvent(String line) throws IOException {
    long position = lines.lineNumber();
    if (lines.wasCut()) {
      return new Reject(
          position, RejectReason.LINE_TOO_LONG, "over " + config.maxLineChars() + " characters");
    }
    try {
      JsonNode row = JsonElements.parse(line);
      if (!row.isObject()) {
        return new Reject(position, RejectReason.SYNTAX, "a JSON object was expected");
      }
      return GenericRow.toEvent(position, name -> JsonElements.text(row, name), config);
    } catch (JsonProcessingException e) {
      boolean cut = !lines.wasTerminated();
      if (cut) {
        flags.add(SourceFlag.PARTIAL);
      }
      return cut
          ? new Reject(position, RejectReason.TRUNCATED, "the last line ends too early")
          : JsonFailure.reject(e, position, false);
    }
  }
}
