package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class WhatsAppTextReaderTest {

  @Test
  void readsAndroidLinesAndTheirContinuations() {
    var chat =
        read(
            Format.WHATSAPP_TEXT,
            """
            31/12/2020, 23:58 - Messages and calls are end-to-end encrypted. Tap to learn more.
            31/12/2020, 23:59 - Ann: happy
            new year

            : all
            01/01/2021, 00:01 - Ben: you too  :)
            01/01/2021, 00:02 - Ben added Cy
            """);

    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.SYSTEM, MessageKind.TEXT, MessageKind.TEXT, MessageKind.SYSTEM);
    assertThat(chat.texts().subList(1, 3))
        .containsExactly("happy\nnew year\n\n: all", "you too  :)");
    assertThat(chat.times().get(1)).isEqualTo(Instant.parse("2020-12-31T23:59:00Z"));
    assertThat(chat.status()).isEqualTo("OK");
  }

  @Test
  void readsIosLinesWithMarksAndNarrowSpaces() {
    var chat =
        read(
            Format.WHATSAPP_TEXT,
            "[12/31/20, 11:59:58\u202fPM] ~\u202fAnn: hi\r\n"
                + "\u200e[1/1/21, 12:00:03\u202fAM] Ben: \u200eimage omitted\r\n"
                + "[1/1/21, 12:01:00\u202fAM] Ben: \u200eThis message was deleted.\r\n"
                + "[1/1/21, 12:02:00\u202fAM] Ben: \u200eMissed voice call. Tap to call back\r\n"
                + "[1/1/21, 12:02:30\u202fAM] Lake trip: \u200eBen added Cy\r\n"
                + "[1/1/21, 12:03:00\u202fAM] Ann: oops \u200e<This message was edited>\r\n");

    assertThat(chat.authors()).startsWith("Ann", "Ben");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.DELETION,
            MessageKind.CALL,
            MessageKind.SYSTEM,
            MessageKind.TEXT);
    assertThat(chat.texts().get(5)).isEqualTo("oops");
    assertThat(chat.messages().get(5).editedAt()).isNotNull();
    assertThat(chat.times().get(0)).isEqualTo(Instant.parse("2020-12-31T23:59:58Z"));
    assertThat(chat.times().get(1)).isEqualTo(Instant.parse("2021-01-01T00:00:03Z"));
  }

  @Test
  void bodiesThatLookLikeNoticesStayTexts() {
    var chat =
        read(
            Format.WHATSAPP_TEXT,
            """
            14/03/2021, 10:00 - Ann: I left it, Ben added sugar
            14/03/2021, 10:01 - Ann: <Media omitted>? lol
            14/03/2021, 10:02 - Ann: trip:
            2/11/19: Arrival
            14/03/2021, 10:03 - Ann: null and void
            14/03/2021, 10:04 - Ann: <|endoftext|>
            [1.2.2019, 00:00:00] Ben: pasted from elsewhere
            """);

    assertThat(chat.kinds()).containsOnly(MessageKind.TEXT).hasSize(5);
    assertThat(chat.texts().get(2)).isEqualTo("trip:\n2/11/19: Arrival");
    assertThat(chat.texts().get(4))
        .isEqualTo("<|endoftext|>\n[1.2.2019, 00:00:00] Ben: pasted from elsewhere");
  }

  @Test
  void aCaptionIsTextWithoutItsMediaLine() {
    var chat =
        read(
            Format.WHATSAPP_TEXT,
            """
            14/03/2021, 10:00 - Ann: IMG-20210314-WA0003.jpg (file attached)
            what a view
            14/03/2021, 10:01 - Ann: <Medien ausgeschlossen>
            14/03/2021, 10:02 - Ann:.
            14/03/2021, 10:03 - Ann: null
            """);

    assertThat(chat.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.MEDIA, MessageKind.MEDIA, MessageKind.CALL);
    assertThat(chat.texts()).containsExactly("what a view", "", "", "");
  }

  @Test
  void aGroupNameWithAColonIsNoAuthor() {
    var chat =
        read(
            Format.WHATSAPP_TEXT,
            """
            14/03/2021, 10:00 - Ann changed the subject from "a" to "trip: lake"
            14/03/2021, 10:01 - Ann created group "x: y"
            14/03/2021, 10:02 - Ann: hi
            """);

    assertThat(chat.kinds())
        .containsExactly(MessageKind.SYSTEM, MessageKind.SYSTEM, MessageKind.TEXT);
  }

  @Test
  void decidesDayAndMonthForTheWholeFile() {
    assertThat(timeOfFirst("03/04/20, 10:00 - A: x\n14/04/20, 10:00 - A: y\n"))
        .isEqualTo(Instant.parse("2020-04-03T10:00:00Z"));
    assertThat(timeOfFirst("03/04/20, 10:00 - A: x\n03/14/20, 10:00 - A: y\n"))
        .isEqualTo(Instant.parse("2020-03-04T10:00:00Z"));
    assertThat(timeOfFirst("2020-03-04, 10:00 - A: x\n"))
        .isEqualTo(Instant.parse("2020-03-04T10:00:00Z"));
    assertThat(
            timeOfFirst("01/03/20, 10:00 - A: x\n02/03/20, 10:00 - A: y\n03/03/20, 1:00 - A: z\n"))
        .isEqualTo(Instant.parse("2020-03-01T10:00:00Z"));
  }

  @Test
  void anUndecidableOrderIsDayFirstAndFlagged() {
    var chat = read(Format.WHATSAPP_TEXT, "03/04/20, 10:00 - A: x\n");

    assertThat(chat.times()).containsExactly(Instant.parse("2020-04-03T10:00:00Z"));
    assertThat(chat.status()).isEqualTo("OK DATE_ORDER_GUESSED");
  }

  @Test
  void readsDayPeriodsOfManyLanguages() {
    assertThat(timeOfFirst("20/01/2020, 08:49 p. m. - A: x\n"))
        .isEqualTo(Instant.parse("2020-01-20T20:49:00Z"));
    assertThat(timeOfFirst("20/01/2020, 00:08 a.\u00a0m. - A: x\n"))
        .isEqualTo(Instant.parse("2020-01-20T00:08:00Z"));
    assertThat(timeOfFirst("2020/1/20 下午8:49 - A: x\n"))
        .isEqualTo(Instant.parse("2020-01-20T20:49:00Z"));
    assertThat(timeOfFirst("20.01.20, 24:00 - A: x\n"))
        .isEqualTo(Instant.parse("2020-01-21T00:00:00Z"));
  }

  private static Instant timeOfFirst(String chat) {
    assertThat(Exports.sniff(chat)).contains(Format.WHATSAPP_TEXT);
    return read(Format.WHATSAPP_TEXT, chat).times().get(0);
  }
}
