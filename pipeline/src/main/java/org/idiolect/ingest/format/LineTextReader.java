package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text files that LINE's phones send by mail, in the languages of the app: a line with
 * the day, below it lines of time, name and text between tabs. Times are local and without seconds;
 * names are the only identity.
 *
 * <p>A text of several lines stands in quotes. What has no name is a notice.
 */
final class LineTextReader extends TextMessageReader {
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})(?:\\h?[(\uff08][^)\uff09\\s]+[)\uff09]| \\p{L}+)");
  private static final Pattern ENGLISH =
      Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, (\\d{1,2})/(\\d{1,2})/(\\d{4})");
  private static final Pattern MESSAGE =
      Pattern.compile(
          "((?:(?:上午|下午|午前|午後|오전|오후)\\h?)?\\d{1,2}:\\d{2}(?:\\h?[AaPp]\\.?[Mm]\\.?)?)"
              + "\\t(?:([^\\t]*)\\t)?(.*)",
          Pattern.DOTALL);

  /** Whole texts for what was no text, in the languages of the app. */
  private static final Pattern MEDIA =
      Pattern.compile(
          "\\[(?:Photos?|Video|Sticker|Stickers|Voice message|Audio|File|Files|Location|Contact"
              + "|Album|Gift|写真|動画|スタンプ|ボイスメッセージ|ファイル|位置情報|連絡先|アルバム|プレゼント"
              + "|照片|圖片|图片|影片|视频|貼圖|贴图|語音訊息|语音消息|檔案|文件|位置訊息|位置信息"
              + "|사진|동영상|스티커|음성 메시지|파일|위치 정보|รูป|ภาพ|วิดีโอ|สติกเกอร์|ข้อความเสียง|ไฟล์"
              + "|Foto|Stiker|Pesan suara|Lokasi)\\]");

  private static final Pattern CALL = Pattern.compile("☎.*");

  private LocalDate day;
  private boolean dayWasNamed;

  static int likeness(Head head, FormatConfig config) {
    return head.countLines(line -> MESSAGE.matcher(line).matches());
  }

  static LineTextReader open(ExportInput input, FormatConfig config) throws IOException {
    return new LineTextReader(input.openText(), config);
  }

  private LineTextReader(Reader text, FormatConfig config) {
    super(text, config);
  }

  @Override
  Begun begin(long position, String line) {
    Matcher message = MESSAGE.matcher(line);
    if (message.matches()) {
      return new Begun(opened(position, message));
    }
    Begun day = beginDay(position, line);
    return day == null && !dayWasNamed ? nothing() : day;
  }

  @Override
  Event ended(ParsedMessage message) {
    String text = unquoted(withoutLastLineEnds(message.text()));
    MessageKind kind = message.kind() == MessageKind.SYSTEM ? MessageKind.SYSTEM : kind(text);
    return message.with(kind, kind == MessageKind.TEXT ? text : "", null);
  }

  /** A day; null for a line that only looks like one: days never go back. */
  private Begun beginDay(long position, String line) {
    Matcher yearFirst = YEAR_FIRST.matcher(line);
    Matcher english = ENGLISH.matcher(line);
    try {
      LocalDate named = null;
      if (yearFirst.matches()) {
        named = day(yearFirst, 1, 2, 3);
      } else if (english.matches()) {
        named = day(english, 3, 1, 2);
      }
      if (named == null || (day != null && named.isBefore(day))) {
        return null;
      }
      day = named;
      dayWasNamed = true;
      return nothing();
    } catch (DateTimeException e) {
      day = null;
      dayWasNamed = true;
      return new Begun(
          new Reject(position, RejectReason.TIMESTAMP, "a line names a day that does not exist"));
    }
  }

  private Event opened(long position, Matcher line) {
    if (day == null) {
      return new Reject(
          position,
          RejectReason.TIMESTAMP,
          "no day that exists stands above this line, as 2024/05/01(Wed)");
    }
    try {
      Instant sentAt = day.atTime(time(line.group(1))).atZone(config.zoneId()).toInstant();
      String name = line.group(2);
      boolean notice = name == null || name.isBlank();
      return ParsedMessage.plain(
          position,
          notice ? null : name,
          sentAt,
          notice ? MessageKind.SYSTEM : MessageKind.TEXT,
          line.group(3));
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "there is no such time of day");
    }
  }

  /** Hour 24 is the first one of the day that stands above. */
  private static LocalTime time(String written) {
    return WordClock.find(written.replaceFirst("^24:", "00:")).time();
  }

  private static LocalDate day(Matcher match, int year, int month, int day) {
    return LocalDate.of(
        Integer.parseInt(match.group(year)),
        Integer.parseInt(match.group(month)),
        Integer.parseInt(match.group(day)));
  }

  /** Without the quotes around several lines; a quote that nothing closes was typed. */
  private static String unquoted(String text) {
    boolean quoted =
        text.indexOf('\n') >= 0
            && text.length() > 1
            && text.startsWith("\"")
            && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
  }

  private static MessageKind kind(String text) {
    if (CALL.matcher(text).matches()) {
      return MessageKind.CALL;
    }
    return MEDIA.matcher(text).matches() ? MessageKind.MEDIA : MessageKind.TEXT;
  }
}
