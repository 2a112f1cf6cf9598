package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads WhatsApp's "Export chat" text of Android and iOS in two passes: the first learns the file's
 * dialect, the second cuts messages. A line without a header in that dialect continues the message
 * before it.
 */
final class WhatsAppTextReader implements ExportReader {
  private final LineReader lines;
  private final WhatsAppDialect dialect;
  private final FormatConfig config;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private String line;
  private WhatsAppHeader header;

  private WhatsAppTextReader(LineReader lines, WhatsAppDialect dialect, FormatConfig config)
      throws IOException {
    this.lines = lines;
    this.dialect = dialect;
    this.config = config;
    if (dialect.guessed()) {
      flags.add(SourceFlag.DATE_ORDER_GUESSED);
    }
    advance();
  }

  static WhatsAppTextReader open(ExportInput input, FormatConfig config) throws IOException {
    WhatsAppDialect dialect =
        input.dialect() instanceof WhatsAppDialect known ? known : learn(input, config);
    return new WhatsAppTextReader(
        new LineReader(input.openText(), config.maxLineChars()), dialect, config);
  }

  private static WhatsAppDialect learn(ExportInput input, FormatConfig config) throws IOException {
    try (LineReader firstPass = new LineReader(input.openText(), config.maxLineChars())) {
      return WhatsAppDialect.learn(firstPass, config);
    }
  }

  @Override
  public Event next() throws IOException {
    while (line != null && header == null && line.isBlank()) {
      advance();
    }
    if (line == null) {
      return null;
    }
    long position = lines.lineNumber();
    if (header == null) {
      advance();
      return new Reject(position, RejectReason.NOT_A_MESSAGE, "text before the first header");
    }
    WhatsAppHeader current = header;
    boolean cut = lines.wasCut();
    StringBuilder body = new StringBuilder(current.rest());
    advance();
    while (line != null && header == null) {
      cut |= lines.wasCut();
      if (body.length() <= config.maxTextChars()) {
        body.append('\n').append(line);
      }
      advance();
    }
    return toEvent(position, current, body.toString(), cut);
  }

  @Override
  public Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void advance() throws IOException {
    line = lines.next();
    header = line == null ? null : dialect.header(line);
  }

  private Event toEvent(long position, WhatsAppHeader header, String rest, boolean cut) {
    if (cut) {
      return new Reject(
          position, RejectReason.LINE_TOO_LONG, "over " + config.maxLineChars() + " characters");
    }
    Instant sentAt = header.instant(dialect.order(), config.zoneId());
    if (sentAt == null) {
      return new Reject(
          position,
          RejectReason.TIMESTAMP,
          "no such date with " + dialect.order() + " in this file");
    }
    int nameEnd = nameEnd(rest);
    if (nameEnd < 0 || WhatsAppBody.holdsNotice(rest.substring(0, nameEnd))) {
      return ParsedMessage.plain(position, null, sentAt, MessageKind.SYSTEM, rest);
    }
    String body = rest.substring(nameEnd + 1);
    return message(position, authorName(rest.substring(0, nameEnd)), sentAt, body);
  }

  private static ParsedMessage message(
      long position, String author, Instant sentAt, String afterColon) {
    if (afterColon.equals(".")) { // A message that could be viewed once leaves only this mark.
      return ParsedMessage.plain(position, author, sentAt, MessageKind.MEDIA, "");
    }
    String body = afterColon.startsWith(" ") ? afterColon.substring(1) : afterColon;
    boolean edited = WhatsAppBody.isEdited(body);
    body = edited ? WhatsAppBody.withoutEditMark(body) : body;
    MessageKind kind = WhatsAppBody.kind(body);
    String typed = kind == MessageKind.TEXT ? WhatsAppBody.withoutMediaLines(body) : "";
    String text = typed.startsWith("\u200e") ? typed.substring(1) : typed;
    return new ParsedMessage(
        position, null, null, author, author, sentAt, kind, text, null, edited ? sentAt : null);
  }

  /** Where the name ends: at ": ", or at a colon after a name that occurs elsewhere; or -1. */
  private int nameEnd(String rest) {
    String first = firstLine(rest);
    int end = first.indexOf(": ");
    if (end > 0) {
      return end;
    }
    int colon = first.indexOf(':');
    while (colon > 0) {
      boolean atLineEnd = colon == first.length() - 1;
      if (atLineEnd || dialect.participants().contains(first.substring(0, colon))) {
        return colon;
      }
      colon = first.indexOf(':', colon + 1);
    }
    return -1;
  }

  private static String authorName(String written) {
    String name = WhatsAppBody.stripMarks(written);
    return name.startsWith("~") ? name.substring(1).replaceFirst("^\\h+", "") : name;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
