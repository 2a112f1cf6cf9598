package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads DiscordChatExporter's plain text, also in parts, in two passes: the first learns how the
 * file writes its dates, which are local, without seconds and in the notation of the exporter's
 * language.
 *
 * <p>The name of the file gives the channel. Names are the only identity, there are neither ids nor
 * replies, and bots look like people. A message is a line {@code [5/31/2024 11:08 PM] ann}, its
 * text, and blocks such as {@code {Attachments}}, each after an empty line.
 */
final class DiscordTextReader extends TextMessageReader {
  private static final String RULE = "=".repeat(62);
  private static final Pattern PREAMBLE =
      Pattern.compile(RULE + "\\r?\\nGuild: [^\\n]*\\nChannel: [^\\n]*\\n");

  /** How the exporter wrote dates before it followed the language: {@code 31-May-20 11:08 PM}. */
  private static final Pattern NAMED_MONTH =
      Pattern.compile("\\[(\\d{2})-([A-Z][a-z]{2})-(\\d{2}) (\\d{2}:\\d{2} [AP]M)] ");

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final Pattern ANY_HEADER =
      Pattern.compile("\\[[^\\]\\d]{0,20}\\d[^\\]]{0,40}] .+");
  private static final Pattern BLOCK =
      Pattern.compile("\\n\\n\\{(Attachments|Embed|Stickers|Reactions|Forwarded Message)}\\n");
  private static final Pattern END = Pattern.compile("Exported [^ ]+ message\\(s\\)");
  private static final String PINNED = " (pinned)";

  private final WhatsAppDialect dialect;
  private final String channel;
  private int rules;
  private boolean afterBlank = true;
  private boolean ended;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(PREAMBLE.matcher(head.text()).lookingAt());
  }

  static DiscordTextReader open(ExportInput input, FormatConfig config) throws IOException {
    WhatsAppLearner learner = new WhatsAppLearner();
    try (LineReader firstPass = new LineReader(input.openText(), config.maxLineChars())) {
      for (String line = firstPass.nextBeforeDamage();
          line != null;
          line = firstPass.nextBeforeDamage()) {
        learner.take(withNumbers(line));
      }
    }
    return new DiscordTextReader(input, learner.dialect(config), config);
  }

  private DiscordTextReader(ExportInput input, WhatsAppDialect dialect, FormatConfig config)
      throws IOException {
    super(input.openText(), config);
    this.dialect = dialect;
    this.channel = DiscordPlace.exported(input.place());
    if (dialect.guessed()) {
      flag(SourceFlag.DATE_ORDER_GUESSED);
    }
  }

  @Override
  Begun begin(long position, String line) {
    boolean wasBlank = afterBlank;
    afterBlank = line.isEmpty();
    if (rules < 2) { // The server, the channel and its topic.
      rules += line.equals(RULE) ? 1 : 0;
      return nothing();
    }
    if (!wasBlank) {
      return ended && (line.equals(RULE) || END.matcher(line).matches()) ? nothing() : null;
    }
    if (line.equals(RULE)) {
      ended = true;
      return nothing();
    }
    WhatsAppHeader header = dialect.header(withNumbers(line));
    if (header != null && !header.rest().isBlank()) {
      ended = false;
      return new Begun(opened(position, header));
    }
    boolean unknown = dialect.notations().isEmpty() && ANY_HEADER.matcher(line).matches();
    return unknown ? new Begun(unknownDate(position)) : null;
  }

  @Override
  Event ended(ParsedMessage message) {
    String body = message.text().replaceFirst("^\\n", "");
    Matcher block = BLOCK.matcher(body);
    boolean attached = false;
    int end = -1;
    while (block.find()) {
      end = end < 0 ? block.start() : end;
      attached |= !block.group(1).equals("Reactions");
    }
    String content = withoutLastLineEnds(end < 0 ? body : body.substring(0, end));
    MessageKind kind = DiscordNotice.kind(content, attached);
    return message.with(kind, kind == MessageKind.TEXT ? content : "", null);
  }

  private Event opened(long position, WhatsAppHeader header) {
    Instant sentAt = header.instant(dialect.order(), config.zoneId());
    if (sentAt == null) {
      return new Reject(
          position,
          RejectReason.TIMESTAMP,
          "no such date with " + dialect.order() + " in this file");
    }
    String written = header.rest();
    String author =
        written.endsWith(PINNED)
            ? written.substring(0, written.length() - PINNED.length())
            : written;
    return new ParsedMessage(
        position, channel, null, author, author, sentAt, MessageKind.TEXT, "", null, null);
  }

  private static Reject unknownDate(long position) {
    return new Reject(
        position,
        RejectReason.TIMESTAMP,
        "a date is not in numbers, as 5/31/2024 11:08 PM: export again with --locale en-US, or as"
            + " JSON");
  }

  /** The line with the name of a month in its header as a number. */
  private static String withNumbers(String line) {
    Matcher named = NAMED_MONTH.matcher(line);
    int month = named.lookingAt() ? MONTHS.indexOf(named.group(2)) : -1;
    return month < 0
        ? line
        : String.format(
            Locale.ROOT,
            "[20%s/%02d/%s %s] %s",
            named.group(3),
            month / 3 + 1,
            named.group(1),
            named.group(4),
            line.substring(named.end()));
  }
}
