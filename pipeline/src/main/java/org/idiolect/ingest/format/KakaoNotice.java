package org.idiolect.ingest.format;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** Whole texts that KakaoTalk writes instead of what was sent, in Korean and English. */
final class KakaoNotice {
  private static final Pattern DELETED =
      Pattern.compile("삭제된 메시지입니다\\.|메시지가 삭제되었습니다\\.|This message was deleted\\.");
  private static final Pattern CALL =
      Pattern.compile(
          "(?:보이스톡|페이스톡|그룹콜)(?: (?:해요|취소|부재중|종료|응답 없음|거절))?(?: \\d{1,2}(?::\\d{2}){1,2})?"
              + "|(?:Voice|Video|Face Talk|Voice Talk) ?[Cc]all(?: (?:Canceled|Missed|Ended))?(?: \\d{1,2}(?::\\d{2}){1,2})?");
  private static final Pattern MEDIA =
      Pattern.compile(
          "사진(?: \\d+장)?|동영상|이모티콘|음성메시지|(?:파일|지도|연락처): .+"
              + "|(?:\\d+ )?[Pp]hotos?|Video|Emoticons?|Voice (?:Message|Note)|File: .+");
  private static final Pattern SYSTEM =
      Pattern.compile(
          ".{1,64}님이 (?:들어왔습니다|나갔습니다)\\.(?:운영정책.*)?"
              + "|.{1,64}님을 내보냈습니다\\.|.{1,64}님이 .{1,900}님을 초대(?:했습니다|하였습니다)\\."
              + "|.{1,64} (?:joined|left) this chatroom\\."
              + "|.{1,64} invited .{1,900} to this chatroom\\.",
          Pattern.DOTALL);

  /** What phones write for the one who exports. */
  private static final Set<String> OWNER = Set.of("회원님", "you", "You");

  private KakaoNotice() {}

  /** What somebody sent, or a notice that stands where a text would. */
  static ParsedMessage message(
      long position, String user, Instant sentAt, String text, FormatConfig config) {
    if (user.isBlank() || isSystem(text)) {
      return ParsedMessage.plain(position, null, sentAt, MessageKind.SYSTEM, "");
    }
    MessageKind kind = kind(text);
    return ParsedMessage.plain(
        position,
        OWNER.contains(user) ? config.owner() : user,
        sentAt,
        kind,
        kind == MessageKind.TEXT ? text : "");
  }

  private static MessageKind kind(String text) {
    if (DELETED.matcher(text).matches()) {
      return MessageKind.DELETION;
    }
    if (CALL.matcher(text).matches()) {
      return MessageKind.CALL;
    }
    return MEDIA.matcher(text).matches() ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  /** Whether a text is a whole sentence of the app: who came, left or was invited. */
  static boolean isSystem(String text) {
    return SYSTEM.matcher(text).matches();
  }
}
