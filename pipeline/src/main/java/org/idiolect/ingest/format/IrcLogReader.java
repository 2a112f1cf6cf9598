package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads IRC logs of irssi, WeeChat, ZNC and energymech in two passes: the first learns which nicks
 * are one person ({@link IrcNicks}). Each line ({@link IrcLine}) is complete.
 *
 * <p>The day stands in the line, in a line above, or only in the name of the file ({@code
 * 2022-01-01.log}, {@code #garden_20220101.log}); of a log without any, it is that of the last
 * change of the file, flagged. What is left of the name is the channel; when nothing is, the
 * folder. The folder around the channel is its network. Times are local unless the line says UTC.
 */
final class IrcLogReader extends TextMessageReader {
  private static final Pattern NAMED_DAY =
      Pattern.compile("(?<!\\d)(\\d{4})-?(\\d{2})-?(\\d{2})(?!\\d)");
  private static final Pattern EXTENSION = Pattern.compile("\\.(?:log|txt|weechatlog)$");
  private static final Pattern EDGES = Pattern.compile("^[_. -]+|[_. -]+$");

  private final IrcNicks nicks;
  private final String conversation;
  private final boolean dayIsTheFiles;
  private final LocalDate modified;
  private LocalDate day;
  private boolean dayWasNamed;
  private LocalTime lastTime = LocalTime.MIN;

  static IrcLogReader open(ExportInput input, FormatConfig config) throws IOException {
    IrcNicks nicks = new IrcNicks();
    try (LineReader firstPass = new LineReader(input.openText(), config.maxLineChars())) {
      for (String line = firstPass.nextBeforeDamage();
          line != null;
          line = firstPass.nextBeforeDamage()) {
        follow(nicks, line, IrcLine.of(line));
      }
    }
    return new IrcLogReader(input, nicks.again(), config);
  }

  private IrcLogReader(ExportInput input, IrcNicks nicks, FormatConfig config) throws IOException {
    super(input.openText(), config);
    this.nicks = nicks;
    this.conversation = conversation(input.place());
    this.modified = input.modifiedAt().atZone(config.zoneId()).toLocalDate();
    Matcher named = NAMED_DAY.matcher(input.place().name());
    this.dayIsTheFiles = named.find();
    this.day = dayIsTheFiles ? namedDay(named) : null;
    this.dayWasNamed = dayIsTheFiles;
  }

  @Override
  Begun begin(long position, String line) {
    IrcLine said = IrcLine.of(line);
    follow(nicks, line, said);
    if (said != null) {
      return new Begun(toEvent(position, said));
    }
    if (IrcLine.mark(line) != null) {
      return dayMark(position, line);
    }
    return line.isBlank()
        ? nothing()
        : new Begun(
            new Reject(
                position,
                RejectReason.SYNTAX,
                "no line of irssi, WeeChat, ZNC or energymech: expected a time and <nick>"));
  }

  private static void follow(IrcNicks nicks, String line, IrcLine said) {
    if (said == null) {
      if ("Log opened".equals(IrcLine.mark(line))) {
        nicks.startSession();
      }
    } else if (said.nick() == null) {
      nicks.learn(said.text());
    } else {
      nicks.person(said.nick());
    }
  }

  private Begun dayMark(long position, String line) {
    dayWasNamed = true;
    try {
      day = IrcLine.markedDay(line);
      lastTime = LocalTime.MIN;
      return nothing();
    } catch (DateTimeException e) {
      day = null;
      return new Begun(
          new Reject(
              position, RejectReason.TIMESTAMP, "no English day as in Sat Jan 01 2022 in a ---"));
    }
  }

  private Event toEvent(long position, IrcLine line) {
    if (line.time() == null) {
      return new Reject(position, RejectReason.TIMESTAMP, "there is no such time");
    }
    if (line.day() != null) {
      day = line.day();
    } else if (day == null && dayWasNamed) {
      return new Reject(
          position,
          RejectReason.TIMESTAMP,
          "the day that the file or a line above names does not exist: name the file after its"
              + " day, as in 2022-01-31.log");
    } else if (day == null) {
      day = modified;
      flag(SourceFlag.PASTE_DATE_GUESSED);
    } else if (!dayIsTheFiles && isPastMidnight(line.time())) {
      day = day.plusDays(1);
    }
    lastTime = line.time();
    ZoneId zone = line.utc() ? ZoneOffset.UTC : config.zoneId();
    Instant sentAt = LocalDateTime.of(day, line.time()).atZone(zone).toInstant();
    String nick = line.nick() == null ? null : nicks.person(line.nick());
    return new ParsedMessage(
        position,
        conversation,
        null,
        nick,
        nick,
        sentAt,
        nick == null ? MessageKind.SYSTEM : MessageKind.TEXT,
        nick == null ? "" : line.text(),
        null,
        null);
  }

  /** A log that goes on after midnight without saying so; an hour back is the end of summer. */
  private boolean isPastMidnight(LocalTime time) {
    return time.toSecondOfDay() + 3600 < lastTime.toSecondOfDay();
  }

  private static LocalDate namedDay(Matcher day) {
    try {
      return LocalDate.parse(day.group(1) + "-" + day.group(2) + "-" + day.group(3));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The channel, after its network where a folder names that: two networks may have one name. */
  private static String conversation(ExportPlace place) {
    String bare = EXTENSION.matcher(place.name()).replaceFirst("");
    String named = EDGES.matcher(NAMED_DAY.matcher(bare).replaceFirst("")).replaceAll("");
    String channel = named.isEmpty() ? place.folder() : named;
    int network = place.within().size() - (named.isEmpty() ? 2 : 1);
    return network < 0 ? channel : place.within().get(network) + "/" + channel;
  }
}
