package org.idiolect.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an IRC log as irssi, WeeChat, ZNC and energymech write it.
 *
 * <pre>
 *   10:05 &lt;@ann&gt; hi                        irssi; 10:05  * ann waves; 10:05 -!- bob has joined
 *   2022-01-01 10:05:00 TAB @ann TAB hi    WeeChat; the nick is " *", "--&gt;", "&lt;--" or "--"
 *   [10:05:00] &lt;ann&gt; hi                    ZNC, energymech; * ann waves; *** Joins: bob (u@h)
 * </pre>
 *
 * @param day the day in the line; null when the file or a line above names it
 * @param time null where the digits are no time of day
 * @param utc whether the line says that its time is UTC
 * @param nick null for the network's own lines and for notices
 * @param text what was typed, or the sentence of the network
 */
record IrcLine(LocalDate day, LocalTime time, boolean utc, String nick, String text) {
  private static final String NICK = "(?:[#&][^:<> ]*:)?[@+%&~!]?([^<>\\t\\n]{1,64}?)";
  private static final Pattern CLOCKED =
      Pattern.compile(
          "(?:\\[(\\d{2}:\\d{2}(?::\\d{2})?)\\]|(\\d{2}:\\d{2}(?::\\d{2})?))\\h"
              + "(?:< ?"
              + NICK
              + "> ?(.*)|\\h?\\* (\\S+)(?: (.*))?|(?:\\*\\*\\*|-!-) (.*)|-[^\\s-]\\S*- .*)",
          Pattern.DOTALL);
  private static final Pattern DATED =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z?)\\t([^\\t]*)\\t(.*)",
          Pattern.DOTALL);

  /** irssi's lines about the log itself. */
  private static final Pattern MARK =
      Pattern.compile("--- (Log opened|Log closed|Day changed) (.*)");

  private static final Pattern MARK_DAY =
      Pattern.compile("\\S+ (\\S+ \\d{1,2}) (?:\\d{2}:\\d{2}:\\d{2} )?(\\d{4})");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d uuuu", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Clients of one channel may use different encodings; this one is seven bits, as ASCII is. */
  private static final Pattern JAPANESE = Pattern.compile("\\x1b\\$[@B]");

  private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");

  /** Colours with their numbers, bold, italic and the like. */
  private static final Pattern STYLES =
      Pattern.compile(
          "\\x03(?:\\d{1,2}(?:,\\d{1,2})?)?|\\x04(?:[0-9A-Fa-f]{6})?|[\\x02\\x0f\\x11\\x16\\x1d-\\x1f]");

  /** Lines that no other format has. */
  static int likeness(Head head, FormatConfig config) {
    return head.countLines(line -> MARK.matcher(line).matches() || of(line) != null);
  }

  /** The line; null when it is none of a log. */
  static IrcLine of(String line) {
    Matcher dated = DATED.matcher(line);
    if (dated.matches()) {
      return dated(dated);
    }
    Matcher clocked = CLOCKED.matcher(line);
    return clocked.matches() ? clocked(clocked) : null;
  }

  /** What irssi says of the log in a line; null for other lines. */
  static String mark(String line) {
    Matcher mark = MARK.matcher(line);
    return mark.matches() ? mark.group(1) : null;
  }

  /**
   * The day in one of irssi's lines about the log.
   *
   * @throws DateTimeException when it is none
   */
  static LocalDate markedDay(String line) {
    Matcher day = MARK_DAY.matcher(line.substring(line.indexOf(' ', "--- Log ".length()) + 1));
    if (!day.matches()) {
      throw new DateTimeException("no day");
    }
    return LocalDate.parse(day.group(1) + " " + day.group(2), DAY);
  }

  private static IrcLine clocked(Matcher line) {
    LocalTime time = time(line.group(1) == null ? line.group(2) : line.group(1));
    String nick = line.group(3) == null ? line.group(5) : line.group(3);
    String said = line.group(3) == null ? line.group(6) : line.group(4);
    String text = nick == null ? line.group(7) : said;
    return new IrcLine(null, time, false, nick, plain(text));
  }

  private static IrcLine dated(Matcher line) {
    LocalTime time = time(line.group(2));
    boolean utc = !line.group(3).isEmpty();
    LocalDate day = day(line.group(1));
    if (day == null) {
      return new IrcLine(null, null, utc, null, "");
    }
    String prefix = line.group(4).strip();
    String text = plain(line.group(5));
    if (prefix.equals("*")) {
      int end = text.indexOf(' ');
      return new IrcLine(
          day,
          time,
          utc,
          end < 0 ? text : text.substring(0, end),
          end < 0 ? "" : text.substring(end + 1));
    }
    boolean network = prefix.isEmpty() || prefix.matches("-->|<--|--|=!=");
    return new IrcLine(day, time, utc, network ? null : prefix.replaceFirst("^[@+%&~!]", ""), text);
  }

  private static String plain(String text) {
    if (text == null) {
      return "";
    }
    String decoded =
        JAPANESE.matcher(text).find() && text.chars().allMatch(c -> c < 0x80)
            ? new String(text.getBytes(StandardCharsets.US_ASCII), ISO_2022_JP)
            : text;
    return STYLES.matcher(decoded).replaceAll("");
  }

  private static LocalTime time(String written) {
    try {
      return LocalTime.parse(written);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate day(String written) {
    try {
      return LocalDate.parse(written);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
