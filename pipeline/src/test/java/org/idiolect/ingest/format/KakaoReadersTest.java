package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;

final class KakaoReadersTest {
  private static final String ANDROID =
      """
      \ufeff정원 님과 카카오톡 대화
      저장한 날짜 : 2020년 5월 2일 오전 9:00

      2020년 5월 1일 오전 12:05
      2020년 5월 1일 오전 12:05, 안나 : 안녕 : 그래
      둘째 줄

      [가짜] [오후 1:05] 붙인 글
      2020년 5월 1일 오후 1:06, 회원님 : 사진 3장
      2020년 5월 1일 오후 1:07, 철수님이 들어왔습니다.
      2020년 5월 1일 오후 1:08, 철수 : 삭제된 메시지입니다.
      2020년 5월 1일 오후 1:09, 철수 : 보이스톡 해요
      2020년 2월 31일 오후 1:10, 철수 : 없는 날

      2020년 5월 2일 오전 9:00
      2020년 5월 2일 오전 9:00, 회원님 : 사진 예쁘다
      """;

  private static final String IOS =
      """
      2020. 5. 1. 오후 1:05, ann : hi
      2020. 5. 1. 오후 1:06: 철수님이 나갔습니다.
      2020. 5. 1. 오후 1:07, bob : bye
      """;

  private static final String ENGLISH =
      """
      garden with KakaoTalk Chats
      Date Saved : May 2, 2020, 9:00 AM

      May 1, 2020, 1:05 PM
      May 1, 2020, 1:05 PM, ann : hi
      May 1, 2020, 1:06 PM, you : Photo
      February 31, 2020, 1:06 PM, you : no such day
      """;

  private static final String PC =
      """
      정원 님과 카카오톡 대화
      저장한 날짜 : 2020-05-02 09:00:00

      --------------- 2020년 5월 1일 금요일 ---------------
      [안나] [오후 1:05] 안녕
      둘째 줄
      철수님이 들어왔습니다.
      [철수] [오후 1:06] 이모티콘
      --------------- 2020년 2월 31일 월요일 ---------------
      [철수] [오후 1:07] 없는 날
      --------------- Saturday, May 2, 2020 ---------------
      [bob] [9:00 AM] morning
      """;

  private static final String CSV =
      """
      Date,User,Message
      2020-05-01 13:05:00,"안나","두
      줄"
      2020-05-01 13:06:00,"시스템","철수님이 들어왔습니다."
      2020-05-01 13:07:00,"철수","파일: a.pdf"
      2020-02-31 13:08:00,"철수","없는 날"
      2020-05-01 13:09:00,"철수"
      """;

  @Test
  void readsAndroid() {
    var chat = read(Format.KAKAO_TEXT, ANDROID);

    assertThat(Exports.sniff(ANDROID)).contains(Format.KAKAO_TEXT);
    assertThat(chat.texts())
        .containsExactly("안녕 : 그래\n둘째 줄\n\n[가짜] [오후 1:05] 붙인 글", "", "", "", "", "사진 예쁘다");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.SYSTEM,
            MessageKind.DELETION,
            MessageKind.CALL,
            MessageKind.TEXT);
    assertThat(chat.authors()).containsExactly("안나", "me", null, "철수", "철수", "me");
    assertThat(chat.times())
        .startsWith(Instant.parse("2020-05-01T00:05:00Z"), Instant.parse("2020-05-01T13:06:00Z"));
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP);
    assertThat(chat.rejects()).extracting(Reject::position).containsExactly(13L);
  }

  @Test
  void readsIosAndEnglish() {
    var ios = read(Format.KAKAO_TEXT, IOS);
    var english = read(Format.KAKAO_TEXT, ENGLISH);

    assertThat(Exports.sniff(IOS)).contains(Format.KAKAO_TEXT);
    assertThat(Exports.sniff(ENGLISH)).contains(Format.KAKAO_TEXT);
    assertThat(ios.authors()).containsExactly("ann", null, "bob");
    assertThat(ios.times()).startsWith(Instant.parse("2020-05-01T13:05:00Z"));
    assertThat(english.authors()).containsExactly("ann", "me");
    assertThat(english.kinds()).containsExactly(MessageKind.TEXT, MessageKind.MEDIA);
    assertThat(english.times()).startsWith(Instant.parse("2020-05-01T13:05:00Z"));
    assertThat(english.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void readsThePc() {
    var chat = read(Format.KAKAO_TEXT, PC);

    assertThat(Exports.sniff(PC)).contains(Format.KAKAO_TEXT);
    assertThat(chat.texts()).containsExactly("안녕\n둘째 줄", "", "", "morning");
    assertThat(chat.authors()).containsExactly("안나", null, "철수", "bob");
    assertThat(chat.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.SYSTEM, MessageKind.MEDIA, MessageKind.TEXT);
    assertThat(chat.times())
        .startsWith(Instant.parse("2020-05-01T13:05:00Z"))
        .endsWith(Instant.parse("2020-05-02T09:00:00Z"));
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP, RejectReason.TIMESTAMP);
  }

  @Test
  void readsTables() {
    var chat = read(Format.KAKAO_CSV, CSV);

    assertThat(Exports.sniff(CSV)).contains(Format.KAKAO_CSV);
    assertThat(chat.texts()).containsExactly("두\n줄", "", "");
    assertThat(chat.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.SYSTEM, MessageKind.MEDIA);
    assertThat(chat.times()).startsWith(Instant.parse("2020-05-01T13:05:00Z"));
    assertThat(chat.reasons()).containsExactly(RejectReason.TIMESTAMP, RejectReason.SYNTAX);
  }

  @Test
  void countsTablesOfOthers() throws IOException {
    var room =
        SharedExports.read(
            Format.KAKAO_CSV, "kakaotalk__claudianus-kakaotalk-chat-analyzer__open-chat-room.csv");

    assertThat(room.messages()).hasSize(6);
    assertThat(room.kinds()).filteredOn(kind -> kind == MessageKind.SYSTEM).hasSize(1);
    assertThat(room.rejects()).isEmpty();
  }
}
