package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads KakaoTalk's text files of phones and of the PC, in Korean and English. Times are local and
 * without seconds; names are the only identity.
 *
 * <pre>
 *   2024년 5월 1일 오후 1:05, 안나 : 안녕        Android; in English May 1, 2024, 1:05 PM, ann : hi
 *   2024. 5. 1. 오후 1:05, 안나 : 안녕           iOS; a notice has a colon behind its time
 *   ------- 2024년 5월 1일 수요일 -------        PC: a rule names the day of
 *   [안나] [오후 1:05] 안녕                      the lines below it
 * </pre>
 *
 * The first line that begins a message decides which of them a file is; lines in the notation of
 * another are text that somebody pasted.
 */
final class KakaoTextReader extends TextMessageReader {
  private static final String HALF_DAY = "(?:오전|오후|[AP]M) ?";
  private static final String REST = "(?:, (.*)|: (.*))?";
  private static final Pattern ANDROID =
      line("(\\d{4}년 \\d{1,2}월 \\d{1,2}일) ((?:" + HALF_DAY + ")?\\d{1,2}:\\d{2})" + REST);
  private static final Pattern IOS =
      line(
          "(\\d{4}\\. \\d{1,2}\\. \\d{1,2}\\.) ((?:"
              + HALF_DAY
              + ")?\\d{1,2}:\\d{2}(?:\\h[AP]M)?)"
              + REST);
  private static final Pattern ENGLISH =
      line("([A-Z][a-z]+ \\d{1,2}, \\d{4}),?(?: at)?\\h(\\d{1,2}:\\d{2}(?:\\h[AP]M)?)" + REST);
  private static final List<Pattern> PHONES = List.of(ANDROID, IOS, ENGLISH);

  private static final String DAY =
      "(\\d{4}년 \\d{1,2}월 \\d{1,2}일|[A-Z][a-z]+, [A-Z][a-z]+ \\d{1,2}, \\d{4})(?: \\S+요일)?";
  private static final Pattern RULE = line("-{5,} ?" + DAY + " ?-{5,}");
  private static final Pattern BARE_DAY = line(DAY);
  private static final Pattern PC =
      line("\\[(.+?)\\] \\[((?:" + HALF_DAY + ")?\\d{1,2}:\\d{2}(?:\\h[AP]M)?)\\] ?(.*)");

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{4})(?:년|\\.) (\\d{1,2})(?:월|\\.) (\\d{1,2})(?:일|\\.)");
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("[MMMM][MMM] d, uuuu", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final String NAME_END = " : ";

  private Pattern dialect;
  private LocalDate day;
  private LocalTime lastTime = LocalTime.MIDNIGHT;
  private boolean afterBlank = true;

  static int likeness(Head head, FormatConfig config) {
    return head.countLines(
        line ->
            RULE.matcher(line).matches()
                || isPc(line)
                || PHONES.stream().anyMatch(phone -> isMessage(phone.matcher(line))));
  }

  static KakaoTextReader open(ExportInput input, FormatConfig config) throws IOException {
    return new KakaoTextReader(input.openText(), config);
  }

  private KakaoTextReader(Reader text, FormatConfig config) {
    super(text, config);
  }

  @Override
  Begun begin(long position, String line) {
    boolean wasBlank = afterBlank;
    afterBlank = line.isBlank();
    learn(line);
    if (dialect == null) {
      return nothing(); // The name of the chat and the day on which it was saved.
    }
    if (dialect == PC) {
      return beginOnPc(position, line);
    }
    Matcher phone = dialect.matcher(line);
    if (phone.matches()) {
      return onPhone(position, phone);
    }
    return wasBlank && BARE_DAY.matcher(line).matches() ? nothing() : null;
  }

  @Override
  Event ended(ParsedMessage message) {
    return message.kind() == MessageKind.SYSTEM
        ? message
        : KakaoNotice.message(
            message.position(),
            message.author(),
            message.sentAt(),
            withoutLastLineEnds(message.text()),
            config);
  }

  private void learn(String line) {
    if (dialect == null) {
      dialect =
          RULE.matcher(line).matches()
              ? PC
              : PHONES.stream()
                  .filter(phone -> phone.matcher(line).matches())
                  .findFirst()
                  .orElse(null);
    }
  }

  private Begun beginOnPc(long position, String line) {
    Matcher rule = RULE.matcher(line);
    if (rule.matches()) {
      lastTime = LocalTime.MIDNIGHT;
      try {
        day = day(rule.group(1));
        return nothing();
      } catch (DateTimeException e) {
        day = null;
        return new Begun(noSuchTime(position));
      }
    }
    Matcher message = PC.matcher(line);
    if (message.matches()) {
      return new Begun(opened(position, message.group(1), message.group(2), message.group(3)));
    }
    if (day != null && KakaoNotice.isSystem(line)) {
      return new Begun(
          ParsedMessage.plain(position, null, instant(lastTime), MessageKind.SYSTEM, ""));
    }
    return null;
  }

  private Begun onPhone(long position, Matcher line) {
    String said = line.group(3);
    if (said == null && line.group(4) == null) {
      return nothing(); // The divider before a new day.
    }
    try {
      day = day(line.group(1));
    } catch (DateTimeException e) {
      return new Begun(noSuchTime(position));
    }
    int nameEnd = said == null ? -1 : said.indexOf(NAME_END);
    return new Begun(
        nameEnd < 0
            ? opened(position, null, line.group(2), "")
            : opened(
                position,
                said.substring(0, nameEnd),
                line.group(2),
                said.substring(nameEnd + NAME_END.length())));
  }

  private Event opened(long position, String author, String clock, String text) {
    try {
      if (day == null) {
        return noSuchTime(position);
      }
      lastTime = WordClock.find(clock).time();
      return ParsedMessage.plain(
          position,
          author,
          instant(lastTime),
          author == null ? MessageKind.SYSTEM : MessageKind.TEXT,
          text);
    } catch (DateTimeException e) {
      return noSuchTime(position);
    }
  }

  private Instant instant(LocalTime time) {
    return day.atTime(time).atZone(config.zoneId()).toInstant();
  }

  private static Reject noSuchTime(long position) {
    return new Reject(position, RejectReason.TIMESTAMP, "there is no such day or time");
  }

  private static LocalDate day(String written) {
    Matcher numbers = NUMBERS.matcher(written);
    if (numbers.matches()) {
      return LocalDate.of(
          Integer.parseInt(numbers.group(1)),
          Integer.parseInt(numbers.group(2)),
          Integer.parseInt(numbers.group(3)));
    }
    return LocalDate.parse(written.replaceFirst("^[A-Z][a-z]+, ", ""), ENGLISH_DAY);
  }

  private static boolean isMessage(Matcher phone) {
    return phone.matches()
        && (phone.group(4) != null
            || (phone.group(3) != null && phone.group(3).contains(NAME_END)));
  }

  private static boolean isPc(String line) {
    Matcher message = PC.matcher(line);
    return message.matches() && message.group(2).length() > "13:05".length();
  }

  private static Pattern line(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
