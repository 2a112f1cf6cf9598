package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;

/** Reads generic JSON Lines: one object a line, columns by {@link GenericRow}. */
final class JsonLinesReader implements ExportReader {
  private static final int LOOKED_AT = 20;

  private final LineReader lines;
  private final FormatConfig config;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);

  /** Whether one of the first lines is an object with the time and text of a generic file. */
  static int likeness(Head head, FormatConfig config) {
    boolean generic =
        head.text().startsWith("{")
            && head.text().lines().limit(LOOKED_AT).anyMatch(line -> isGeneric(line, config));
    return generic ? Head.GENERIC : Head.NOT;
  }

  static JsonLinesReader open(ExportInput input, FormatConfig config) throws IOException {
    return new JsonLinesReader(input.openText(), config);
  }

  private static boolean isGeneric(String line, FormatConfig config) {
    try {
      JsonNode row = JsonElements.parse(line);
      return row.has(config.sentAtColumn()) && row.has(config.textColumn());
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonLinesReader(Reader text, FormatConfig config) {
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
