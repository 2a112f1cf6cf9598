package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text files of imessage-exporter, one for each conversation.
 *
 * <p>A message is a line with its time, a line with its sender, and what was sent, up to an empty
 * line before the next time. The file is the conversation. Times are local.
 */
final class ImessageTextReader implements ExportReader {
  /** What the exporter calls the owner of the messages. */
  static final String ME = "Me";

  private static final Pattern START =
      Pattern.compile("(" + ImessageTime.PATTERN + ")( .*)?", Pattern.DOTALL);
  private static final Pattern READ = Pattern.compile(" \\(Read by .+\\)");
  private static final Pattern EXTENSION = Pattern.compile("\\.(?:txt|html)$");

  private final LineReader lines;
  private final FormatConfig config;
  private final String conversation;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private String line = "";
  private boolean atStart;

  static int likeness(Head head, FormatConfig config) {
    return head.countLines(
        line -> {
          Matcher start = START.matcher(line);
          return start.matches() && isHeader(start);
        });
  }

  static ImessageTextReader open(ExportInput input, FormatConfig config) throws IOException {
    LineReader lines = new LineReader(input.openText(), config.maxLineChars());
    return new ImessageTextReader(lines, conversation(input.place()), config);
  }

  private ImessageTextReader(LineReader lines, String conversation, FormatConfig config)
      throws IOException {
    this.lines = lines;
    this.conversation = conversation;
    this.config = config;
    advance();
  }

  /** The name of the file, which names the people or the group; null when there is none. */
  static String conversation(ExportPlace place) {
    String name = EXTENSION.matcher(place.name()).replaceFirst("");
    return name.isBlank() ? null : name;
  }

  @Override
  public Event next() throws IOException {
    while (line != null && !atStart && line.isBlank()) {
      advance();
    }
    if (line == null) {
      return null;
    }
    long position = lines.lineNumber();
    if (!atStart) {
      advance();
      return new Reject(position, RejectReason.NOT_A_MESSAGE, "text before the first message");
    }
    Matcher start = START.matcher(line);
    start.matches();
    boolean cut = lines.wasCut();
    List<String> below = new ArrayList<>();
    long chars = 0;
    for (advance(); line != null && !atStart; advance()) {
      cut |= lines.wasCut();
      if (chars <= config.maxTextChars()) {
        below.add(line);
        chars += line.length() + 1;
      }
    }
    return cut
        ? new Reject(
            position, RejectReason.LINE_TOO_LONG, "over " + config.maxLineChars() + " characters")
        : toEvent(position, start, below);
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
    boolean afterBlank = line != null && line.isBlank();
    line = lines.next();
    atStart = afterBlank && line != null && START.matcher(line).matches();
  }

  private Event toEvent(long position, Matcher start, List<String> below) {
    try {
      Instant sentAt = ImessageTime.parse(start.group(1)).atZone(config.zoneId()).toInstant();
      if (!isHeader(start)) {
        return message(position, null, sentAt, new ImessageBody(MessageKind.SYSTEM, "", null));
      }
      if (below.isEmpty()) {
        flags.add(SourceFlag.PARTIAL);
        return new Reject(position, RejectReason.TRUNCATED, "the file ends before the sender");
      }
      String sender = below.get(0);
      return sender.isBlank()
          ? new Reject(position, RejectReason.NO_AUTHOR, "no name below the time")
          : message(position, sender, sentAt, ImessageBody.of(below.subList(1, below.size())));
    } catch (DateTimeException e) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a time is not as Dec 31, 2024 11:59:58 PM");
    }
  }

  private ParsedMessage message(long position, String sender, Instant sentAt, ImessageBody body) {
    String author = ME.equals(sender) ? config.owner() : sender;
    return new ParsedMessage(
        position,
        conversation,
        null,
        author,
        author,
        sentAt,
        body.kind(),
        body.text(),
        null,
        body.editedAfter() == null ? null : sentAt.plus(body.editedAfter()));
  }

  /** Whether a line that begins with a time has no more than who read it; else it is a notice. */
  private static boolean isHeader(Matcher start) {
    return start.group(2) == null || READ.matcher(start.group(2)).matches();
  }
}
