package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Reads what one copies from Discord's client, also when the line breaks were lost, in two passes:
 * the first learns the names ({@link PasteNames}).
 *
 * <pre>
 *   Ulti / JohnToday at 12:06 PM          author and time fused, text on the next lines
 *   see you
 *   see youUlti / JohnToday at 12:07 PMok  all on one line
 *   Ann \u2014 Yesterday at 23:53              newer clients
 * </pre>
 *
 * Messages that the client groups under one header are one message here: the paste does not tell
 * them from line breaks.
 */
final class DiscordPasteReader implements ExportReader {
  private final LineReader lines;
  private final PasteNames names;
  private final FormatConfig config;
  private final LocalDate pasted;
  private final DateOrder order;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private final Deque<Event> ready = new ArrayDeque<>();

  private String author;
  private boolean bot;
  private Instant sentAt;
  private long position;
  private List<String> text;
  private long textChars;

  private DiscordPasteReader(
      LineReader lines, PasteNames names, ExportInput input, FormatConfig config) {
    this.lines = lines;
    this.names = names;
    this.config = config;
    this.pasted = pasteDate(input, config);
    this.order = dateOrder(names, config);
  }

  static DiscordPasteReader open(ExportInput input, FormatConfig config) throws IOException {
    PasteNames names;
    try (LineReader firstPass = new LineReader(input.openText(), config.maxLineChars())) {
      names = PasteNames.learn(firstPass, config.pasteAuthors());
    }
    return new DiscordPasteReader(
        new LineReader(input.openText(), config.maxLineChars()), names, input, config);
  }

  @Override
  public Event next() throws IOException {
    while (ready.isEmpty()) {
      String line = lines.next();
      if (line == null) {
        finishMessage();
        return ready.poll();
      }
      readLine(line);
    }
    return ready.poll();
  }

  @Override
  public Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void readLine(String line) {
    if (lines.wasCut()) {
      ready.add(
          new Reject(
              lines.lineNumber(),
              RejectReason.LINE_TOO_LONG,
              "over " + config.maxLineChars() + " characters"));
      return;
    }
    Matcher match = PasteTime.PATTERN.matcher(line);
    int start = 0;
    boolean textMayStart = true;
    while (match.find()) {
      if (PasteHeader.isSeparateTime(line, match) && author != null) {
        startAfterNameLine(match);
        return;
      }
      String before = line.substring(start, match.start());
      String name = nameBefore(before, match, line.length());
      if (name != null) {
        int textEnd = PasteHeader.withoutTags(before).length() - name.length();
        addText(before.substring(0, Math.max(0, textEnd)), textMayStart && textEnd == 0);
        startMessage(name, PasteHeader.isBot(before), match);
        start = match.end();
        textMayStart = false;
      }
    }
    addText(line.substring(start), start > 0 && start == line.length());
  }

  /** The author that a time belongs to; null when the time is part of a text. */
  private String nameBefore(String before, Matcher match, int lineLength) {
    String fused = PasteHeader.withoutTags(before);
    if (fused.isEmpty() || !fused.equals(fused.stripTrailing())) {
      return null;
    }
    if (!PasteTime.hasTimeOfDay(match) && match.end() < lineLength) {
      return null;
    }
    return names.endingOf(fused);
  }

  private void startMessage(String name, boolean isBot, Matcher match) {
    finishMessage();
    position = lines.lineNumber();
    author = name;
    bot = isBot;
    sentAt = PasteTime.instant(match, pasted, order, config.zoneId());
    text = new ArrayList<>();
    textChars = 0;
    if (PasteTime.isNumeric(match)) {
      noteGuess(
          names.dateOrder() == null,
          config.dateOrder() == DateOrder.AUTO,
          SourceFlag.DATE_ORDER_GUESSED);
    } else {
      noteGuess(true, config.pasteDate().isEmpty(), SourceFlag.PASTE_DATE_GUESSED);
    }
  }

  private void noteGuess(boolean unknown, boolean notConfigured, SourceFlag flag) {
    if (unknown && notConfigured) {
      flags.add(flag);
    }
  }

  /** Takes the last lines of the message before as name and tags of a header in three lines. */
  private void startAfterNameLine(Matcher match) {
    boolean isBot = false;
    String name = "";
    while (!text.isEmpty() && name.isEmpty()) {
      name = text.remove(text.size() - 1).strip();
      if (name.equals("APP") || name.equals("BOT")) {
        isBot = true;
        name = "";
      }
    }
    startMessage(name, isBot, match);
  }

  private void addText(String part, boolean nothingThere) {
    if (nothingThere && part.isEmpty()) {
      return;
    }
    if (author == null) {
      if (!part.isBlank()) {
        ready.add(
            new Reject(
                lines.lineNumber(), RejectReason.NOT_A_MESSAGE, "text before the first header"));
      }
      return;
    }
    textChars += part.length();
    if (textChars <= config.maxTextChars() + 1L) {
      text.add(part);
    }
  }

  private void finishMessage() {
    if (author == null) {
      return;
    }
    if (sentAt == null) {
      ready.add(new Reject(position, RejectReason.TIMESTAMP, "the time of a header is impossible"));
    } else {
      MessageKind kind = bot ? MessageKind.SYSTEM : MessageKind.TEXT;
      String body = PasteBody.typed(text);
      ready.add(
          new ParsedMessage(
              position,
              null,
              null,
              author,
              author,
              sentAt,
              kind,
              body,
              null,
              PasteBody.isEdited(text) ? sentAt : null));
    }
    author = null;
  }

  private static LocalDate pasteDate(ExportInput input, FormatConfig config) {
    return config.pasteDate().isEmpty()
        ? input.modifiedAt().atZone(config.zoneId()).toLocalDate()
        : LocalDate.parse(config.pasteDate());
  }

  /** An undecided file is month first when its client shows AM and PM, else day first. */
  private static DateOrder dateOrder(PasteNames names, FormatConfig config) {
    if (config.dateOrder() != DateOrder.AUTO) {
      return config.dateOrder();
    }
    DateOrder decided = names.dateOrder();
    if (decided == null || decided == DateOrder.AUTO) {
      return names.hasHalfDays() ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST;
    }
    return decided;
  }
}
