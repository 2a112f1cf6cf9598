package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumSet;
import java.util.Set;

/**
 * What exports share whose lines tell by themselves where a message begins: a line that begins
 * nothing belongs to the message before it.
 *
 * <p>A format says what begins in a line, and what a message is once all its lines are known.
 */
abstract non-sealed class TextMessageReader implements ExportReader {
  private static final Begun NOTHING = new Begun(null);

  protected final FormatConfig config;

  private final LineReader lines;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private Begun begun;
  private String line;
  private boolean started;

  TextMessageReader(Reader text, FormatConfig config) {
    this.lines = new LineReader(text, config.maxLineChars());
    this.config = config;
  }

  /**
   * What begins in a line.
   *
   * @param event null for a line of the file itself, such as one that names the day
   */
  record Begun(Event event) {}

  /** A line of the file itself. */
  static Begun nothing() {
    return NOTHING;
  }

  /**
   * What a line begins; null when it belongs to what came before. Called once for each line, in
   * order.
   *
   * @param line without its end and without a byte order mark
   */
  abstract Begun begin(long position, String line);

  /** The event of a message with all its lines. */
  Event ended(ParsedMessage message) {
    return message;
  }

  /** The text without the empty lines at its end, in a time that grows with its length alone. */
  static String withoutLastLineEnds(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  /** Notes what a user should know of how the file was read. */
  final void flag(SourceFlag flag) {
    flags.add(flag);
  }

  @Override
  public final Event next() throws IOException {
    if (!started) {
      started = true;
      advance();
    }
    while (line != null && (begun == null ? line.isBlank() : begun.event() == null)) {
      advance();
    }
    if (line == null) {
      return null;
    }
    long position = lines.lineNumber();
    if (begun == null) {
      advance();
      return new Reject(position, RejectReason.NOT_A_MESSAGE, "text that belongs to no message");
    }
    Event event = begun.event();
    boolean cut = lines.wasCut();
    StringBuilder text = new StringBuilder(event instanceof ParsedMessage m ? m.text() : "");
    for (advance(); line != null && begun == null; advance()) {
      cut |= lines.wasCut();
      if (text.length() <= config.maxTextChars()) {
        text.append('\n').append(line);
      }
    }
    if (cut) {
      return new Reject(
          position, RejectReason.LINE_TOO_LONG, "over " + config.maxLineChars() + " characters");
    }
    return event instanceof ParsedMessage message
        ? ended(message.with(message.kind(), text.toString(), message.editedAt()))
        : event;
  }

  @Override
  public final Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public final void close() throws IOException {
    lines.close();
  }

  private void advance() throws IOException {
    line = lines.next();
    if (line != null) {
      line = line.startsWith("\ufeff") ? line.substring(1) : line;
      begun = begin(lines.lineNumber(), line);
    }
  }
}
