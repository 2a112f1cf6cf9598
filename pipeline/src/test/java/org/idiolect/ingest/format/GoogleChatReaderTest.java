package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class GoogleChatReaderTest {
  private static final String MESSAGES =
      """
      {"messages":[
      {"creator":{"name":"Ann B","email":"ann@e.org","user_type":"Human"},
       "created_date":"Sunday, September 13, 2020 at 12:26:40\u202fPM UTC",
       "updated_date":"Sunday, September 13, 2020 at 12:27:40\u202fPM UTC",
       "text":"don\\u0027t","topic_id":"t1","message_id":"s1/t1/t1"},
      {"creator":{"name":"Bob","email":"bob@e.org","user_type":"Human"},
       "created_date":"Sunday, September 13, 2020 at 12:26:41\u202fPM UTC","text":"why",
       "topic_id":"t1","message_id":"s1/t1/m2"},
      {"creator":{"name":"Bob","email":"bob@e.org","user_type":"Human"},
       "created_date":"Sunday, September 13, 2020 at 12:26:42\u202fPM UTC","text":"what else",
       "quoted_message_metadata":{"creator":{"name":"Ann B"},"text":"x","message_id":"s1/t0/t0"},
       "topic_id":"t3","message_id":"s1/t3/t3"},
      {"creator":{"name":"Bob","email":"bob@e.org","user_type":"Human"},
       "created_date":"Sunday, September 13, 2020 at 12:26:43\u202fPM UTC",
       "attached_files":[{"original_name":"a.png"}],"message_id":"s1/t4/t4"},
      {"creator":{"name":"Beep","user_type":"Bot"},
       "created_date":"Sunday, September 13, 2020 at 12:26:44\u202fPM UTC","text":"beep",
       "message_id":"s1/t5/t5"},
      {"message_state":"DELETED","message_id":"s1/t6/t6","deletion_metadata":{"deletion_type":"C"}},
      {"creator":{"name":"Bob"},"text":"no time","message_id":"s1/t7/t7"},
      {"creator":{"name":"Bob"},"created_date":"soon","text":"x","message_id":"s1/t8/t8"}]}
      """;

  @Test
  void readsASpace() {
    var space = read(Format.GOOGLE_CHAT, MESSAGES);

    assertThat(Exports.sniff(MESSAGES)).contains(Format.GOOGLE_CHAT);
    assertThat(space.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "s1",
                "s1/t1/t1",
                "ann@e.org",
                "Ann B",
                Instant.parse("2020-09-13T12:26:40Z"),
                MessageKind.TEXT,
                "don't",
                null,
                Instant.parse("2020-09-13T12:27:40Z")));
    assertThat(space.messages().subList(1, 3))
        .extracting(ParsedMessage::replyTo)
        .containsExactly("s1/t1/t1", "s1/t0/t0");
    assertThat(space.kinds().subList(3, 6))
        .containsExactly(MessageKind.MEDIA, MessageKind.SYSTEM, MessageKind.DELETION);
    assertThat(space.times().get(5)).isEqualTo(space.times().get(4));
    assertThat(space.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void readsTimesInManyLanguages() {
    for (String sentence :
        new String[] {
          "Tuesday, July 9, 2019 at 8:04:05\u202fPM UTC",
          "Tuesday, July 9, 2019 at 8:04:05 PM UTC",
          "Tuesday, 9 July 2019 at 20:04:05 UTC",
          "Dienstag, 9. Juli 2019 um 20:04:05 UTC",
          "martes, 9 de julio de 2019, 20:04:05 UTC",
          "mardi 9 juillet 2019 à 20:04:05 UTC",
          "martedì 9 luglio 2019 alle ore 20:04:05 UTC",
          "terça-feira, 9 de julho de 2019 às 20:04:05 UTC",
          "dinsdag 9 juli 2019 om 20:04:05 UTC",
          "wtorek, 9 lipca 2019 20:04:05 UTC",
          "вторник, 9 июля 2019 г. в 20:04:05 UTC",
          "2019. július 9., kedd 20:04:05 UTC",
          "2019年7月9日星期二 UTC 20:04:05",
          "2019年7月9日火曜日 20:04:05 UTC",
          "2019년 7월 9일 화요일 오후 8시 4분 5초 UTC".replace("8시 4분 5초", "8:04:05")
        }) {
      assertThat(new GoogleChatTime().parse(sentence))
          .as(sentence)
          .isEqualTo("2019-07-09T20:04:05Z");
    }
    assertThat(new GoogleChatTime().parse("Tuesday, July 9, 2019 at 12:04:05 AM UTC"))
        .isEqualTo("2019-07-09T00:04:05Z");
  }

  @Test
  void theWeekdayTellsWhichMonthAWordIs() {
    GoogleChatTime times = new GoogleChatTime();

    assertThat(times.parse("subota, 31. listopada 2020. u 10:00:00 UTC")) // Croatian: October
        .isEqualTo("2020-10-31T10:00:00Z");
    assertThat(times.parse("poniedziałek, 30 listopada 2020 10:00:00 UTC")) // Polish: November
        .isEqualTo("2020-11-30T10:00:00Z");
  }

  @Test
  void refusesWhatIsNoDate() {
    for (String sentence : new String[] {"", "10:00:00", "Monday, Smarch 13, 2020 10:00:00"}) {
      assertThat(new GoogleChatTime().parse(sentence)).as(sentence).isNull();
    }
  }

  @Test
  void aCutFileKeepsWhatCameBefore() {
    var cut = read(Format.GOOGLE_CHAT, MESSAGES.substring(0, MESSAGES.indexOf("a.png")));

    assertThat(cut.messages()).hasSize(3);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }
}
