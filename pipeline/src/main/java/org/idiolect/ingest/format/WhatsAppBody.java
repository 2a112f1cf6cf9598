package org.idiolect.ingest.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what the app wrote from what a person typed. Markers count as a whole body or a whole line;
 * the same words inside a typed text stay text.
 */
final class WhatsAppBody {
  private static final Set<String> MEDIA_MARKERS =
      Set.of(
          "<media omitted>",
          "<video message omitted>",
          "<medien ausgeschlossen>",
          "<medien weggelassen>",
          "<multimedia omitido>",
          "<archivo omitido>",
          "<médias omis>",
          "<fichier omis>",
          "<media omessi>",
          "<media omesso>",
          "<mídia oculta>",
          "<mídia omitida>",
          "<ficheiro não revelado>",
          "<media weggelaten>",
          "<pominięto multimedia>",
          "<без медиафайлов>",
          "<файл пропущен>",
          "<medya dahil edilmedi>",
          "<медіа пропущено>",
          "<media tidak disertakan>",
          "<media utelämnat>",
          "<medier udeladt>",
          "<media utelatt>",
          "<media jätettiin pois>",
          "<média vynechány>",
          "<média elhagyva>",
          "<conținut media omis>",
          "<αρχείο παραλήφθηκε>",
          "<मीडिया के बिना>",
          "<تم استبعاد الوسائط>",
          "<המדיה לא נכללה>",
          "<رسانه حذف شد>",
          "<メディアなし>",
          "<미디어 파일 제외됨>",
          "<省略多媒体文件>",
          "<忽略多媒體檔>",
          "<bỏ qua tệp phương tiện>",
          "<ไฟล์สื่อถูกลบ>");
  private static final Pattern MARKS =
      Pattern.compile("[\\u200e\\u200f\\ufeff\\u202a-\\u202e\\u2066-\\u2069]");

  /** How every line ends, or begins, that {@link #MEDIA_LINE} can match. */
  private static final List<String> MEDIA_ENDS =
      List.of("omitted", "weggelassen", "omitida", "omitido", ">", ")", "live location shared");

  private static final List<String> MEDIA_STARTS = List.of("location: ", "standort: ");

  /** How every call begins. */
  private static final String CALL_FIRST = "nmvgs";

  static final Pattern MEDIA_LINE =
      Pattern.compile(
          "(?:image|video|audio|gif|sticker|video note|contact card) omitted"
              + "|(?:bild|audio|video|gif|sticker|videonachricht|kontaktkarte) weggelassen"
              + "|(?:imagen|vídeo|video|audio|gif|sticker) omitid[ao]"
              + "|.{1,200} (?:document omitted|dokument weggelassen)"
              + "|<(?:attached|anhang|adjunto|pièce jointe|anexado|allegato): .{1,200}>"
              + "|.{1,200}\\.\\w{2,5} \\((?:file attached|datei angehängt|archivo adjunto"
              + "|fichier joint|arquivo anexado|file allegato|bestand bijgevoegd|ファイル添付)\\)"
              + "|(?:location|standort): https://maps\\.google\\.com/\\S+"
              + "|live location shared");
  private static final Set<String> DELETED =
      Set.of(
          "this message was deleted",
          "you deleted this message",
          "message deleted",
          "diese nachricht wurde gelöscht",
          "du hast diese nachricht gelöscht",
          "se eliminó este mensaje",
          "eliminaste este mensaje",
          "mensagem apagada",
          "esta mensagem foi apagada",
          "ce message a été supprimé");
  static final Pattern CALL =
      Pattern.compile(
          "null|(?:missed |verpasster )?(?:(?:group )?(?:voice|video) call|sprachanruf|videoanruf)"
              + "(?:[.,] ?.{0,60})?");
  private static final List<Pattern> SYSTEM =
      List.of(
          anchored("messages (?:and calls|to this (?:chat|group)).{1,40}end-to-end encrypt.*"),
          anchored("nachrichten und anrufe sind ende-zu-ende-verschlüsselt.*"),
          anchored(".{1,120} (?:created|changed) (?:this group|the group|the subject|group).*"),
          anchored(".{1,120} (?:added|removed) .{1,120}"),
          anchored(".{1,120} (?:left|joined using this group's invite link|is a contact)"),
          anchored(".{1,120} changed (?:their phone number|to) .*"),
          anchored("your security code with .{1,120} changed.*"),
          anchored("you(?:'|’)re (?:now|no longer) an admin"),
          anchored(".{1,120} turned (?:on|off) (?:disappearing messages|advanced chat privacy).*"),
          anchored("you (?:un)?blocked this contact.*"),
          anchored("this business (?:uses|is) .*"),
          anchored(".{1,120} pinned a message"));
  private static final Pattern NOTICE_VERB =
      Pattern.compile(" (?:created group|changed the (?:subject|group name|group)[^\"]*) [\"“]");
  private static final Pattern EDITED =
      Pattern.compile(
          "\\u200e?<(?:this message was edited|diese nachricht wurde bearbeitet\\.?)>$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final int MAX_TEMPLATE_CHARS = 256;

  private WhatsAppBody() {}

  /** Removes the marks of direction and the byte order mark that the app puts around names. */
  static String stripMarks(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isMark(text.charAt(i))) {
        return MARKS.matcher(text).replaceAll("");
      }
    }
    return text;
  }

  private static boolean isMark(char c) {
    return c == '\u200e'
        || c == '\u200f'
        || c == '\ufeff'
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }

  /** What a body is. A system template counts only after the app's mark U+200E. */
  static MessageKind kind(String body) {
    if (body.length() > MAX_TEMPLATE_CHARS && body.indexOf('\n') < 0) {
      return MessageKind.TEXT;
    }
    String plain = normalise(body);
    if (isMediaLine(plain)) {
      return MessageKind.MEDIA;
    }
    if (isCall(plain)) {
      return MessageKind.CALL;
    }
    if (DELETED.contains(plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain)) {
      return MessageKind.DELETION;
    }
    boolean marked = !body.isEmpty() && body.charAt(0) == '\u200e';
    return marked && isSystemNotice(body) ? MessageKind.SYSTEM : MessageKind.TEXT;
  }

  /** Whether a ": " lies inside a quoted group name, so that what precedes it is no author. */
  static boolean holdsNotice(String beforeColon) {
    return NOTICE_VERB.matcher(beforeColon).find();
  }

  private static boolean isSystemNotice(String line) {
    String plain = normalise(line);
    return SYSTEM.stream().anyMatch(template -> template.matcher(plain).matches());
  }

  /** The typed caption: the body without lines that only stand for a file. */
  static String withoutMediaLines(String body) {
    if (body.indexOf('<') < 0 && body.indexOf('(') < 0 && body.indexOf('\u200e') < 0) {
      return body;
    }
    StringBuilder typed = new StringBuilder();
    String[] lines = body.split("\n", -1);
    for (String line : lines) {
      if (lines.length > 1 && line.length() <= MAX_TEMPLATE_CHARS && isMediaLine(normalise(line))) {
        continue;
      }
      typed.append(typed.length() == 0 ? "" : "\n").append(line);
    }
    return typed.toString();
  }

  static boolean isEdited(String body) {
    return body.endsWith(">") && EDITED.matcher(body).find();
  }

  static String withoutEditMark(String body) {
    return EDITED.matcher(body).replaceFirst("").stripTrailing();
  }

  private static boolean isMediaLine(String plain) {
    return MEDIA_MARKERS.contains(plain)
        || mayBeMedia(plain) && MEDIA_LINE.matcher(plain).matches();
  }

  /** False only where {@link #MEDIA_LINE} does not match: most lines need no pattern. */
  static boolean mayBeMedia(String plain) {
    for (String end : MEDIA_ENDS) {
      if (plain.endsWith(end)) {
        return true;
      }
    }
    for (String start : MEDIA_STARTS) {
      if (plain.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCall(String plain) {
    return mayBeCall(plain) && CALL.matcher(plain).matches();
  }

  /** False only where {@link #CALL} does not match. */
  static boolean mayBeCall(String plain) {
    return !plain.isEmpty() && CALL_FIRST.indexOf(plain.charAt(0)) >= 0;
  }

  private static String normalise(String text) {
    return stripMarks(text)
        .replace('\u00a0', ' ')
        .replace('\u202f', ' ')
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Pattern anchored(String template) {
    return Pattern.compile(template, Pattern.DOTALL);
  }
}
