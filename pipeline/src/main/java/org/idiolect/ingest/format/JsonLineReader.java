package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What all exports of one JSON object a line share: one line in memory, a broken line is one
 * reject, and a last line that breaks off tells of a cut file.
 */
abstract non-sealed class JsonLineReader implements ExportReader {
  private static final int LOOKED_AT = 20;

  /** Events beyond the first one of a line that holds several. */
  protected final Deque<Event> more = new ArrayDeque<>();

  private final LineReader lines;
  private final int maxLineChars;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);

  JsonLineReader(Reader text, FormatConfig config) {
    this.maxLineChars = config.maxLineChars();
    this.lines = new LineReader(text, maxLineChars);
  }

  /** Whether one of the first lines is an object for which that holds. */
  static boolean anyLine(Head head, Predicate<JsonNode> holds) {
    return head.text().startsWith("{")
        && head.text().lines().limit(LOOKED_AT).anyMatch(line -> isSuch(line, holds));
  }

  /**
   * The first event of a line; null when it tells nothing of messages, as a list of members.
   *
   * @param position number of the line, from 1
   */
  abstract Event toEvent(long position, JsonNode object);

  @Override
  public final Event next() throws IOException {
    while (more.isEmpty()) {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      Event event = line.isBlank() ? null : read(line);
      if (event != null) {
        more.addFirst(event);
      }
    }
    return more.poll();
  }

  @Override
  public final Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public final void close() throws IOException {
    lines.close();
  }

  private Event read(String line) throws IOException {
    long position = lines.lineNumber();
    if (lines.wasCut()) {
      return new Reject(
          position, RejectReason.LINE_TOO_LONG, "over " + maxLineChars + " characters");
    }
    try {
      JsonNode object = JsonElements.parse(line);
      return object.isObject()
          ? toEvent(position, object)
          : new Reject(position, RejectReason.SYNTAX, "a JSON object was expected");
    } catch (JsonProcessingException e) {
      if (lines.wasTerminated()) {
        return JsonFailure.reject(e, position, false);
      }
      flags.add(SourceFlag.PARTIAL);
      return new Reject(position, RejectReason.TRUNCATED, "the last line ends too early");
    }
  }

  private static boolean isSuch(String line, Predicate<JsonNode> holds) {
    try {
      return holds.test(JsonElements.parse(line));
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
