package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import java.util.List;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.container.ArchiveLimits;
import org.junit.jupiter.api.Test;

final class DiscordPasteReaderTest {

  @Test
  void readsNamesWithSpacesAndSlashesFusedToTheTime() {
    var paste =
        read(
            Format.DISCORD_PASTE,
            """
            Ulti / JohnToday at 12:06 PM
            are you coming
            to the lake?
            MiraToday at 12:07 PM
            yes
            """);

    assertThat(paste.authors()).containsExactly("Ulti / John", "Mira");
    assertThat(paste.texts()).containsExactly("are you coming\nto the lake?", "yes");
    assertThat(paste.times())
        .containsExactly(
            Instant.parse("2021-03-20T12:06:00Z"), Instant.parse("2021-03-20T12:07:00Z"));
    assertThat(paste.status()).isEqualTo("OK PASTE_DATE_GUESSED");
  }

  @Test
  void cutsMessagesThatRunTogetherOnOneLine() {
    var paste =
        read(
            Format.DISCORD_PASTE,
            "Ulti / JohnToday at 12:06 PMare you comingMiraToday at 12:07 PMyesUlti / JohnToday at"
                + " 12:08 PMbring the tentMiraToday at 12:08 PMok");

    assertThat(paste.authors()).containsExactly("Ulti / John", "Mira", "Ulti / John", "Mira");
    assertThat(paste.texts()).containsExactly("are you coming", "yes", "bring the tent", "ok");
  }

  @Test
  void splitsTextAndNameAtTheStartOfALine() {
    var paste =
        read(
            Format.DISCORD_PASTE,
            """
            AnnToday at 1:00 PM
            hello
            BenToday at 1:01 PM
            hey
            BenToday at 1:02 PM
            the lake is greatAnnToday at 1:03 PMtold youBenToday at 1:04 PM
            fine
            AnnToday at 1:05 PM
            good
            """);

    assertThat(paste.authors()).containsExactly("Ann", "Ben", "Ben", "Ann", "Ben", "Ann");
    assertThat(paste.texts())
        .containsExactly("hello", "hey", "the lake is great", "told you", "fine", "good");
  }

  @Test
  void readsRelativeAndNumericDates() {
    var paste =
        read(
            Format.DISCORD_PASTE,
            """
            Ann03/14/2021
            old
            Ann206/15/2020 3:19 AM
            older
            AnnYesterday at 23:53
            late
            AnnLast Monday at 8:39 AM
            monday
            Ann \u2014 Today at 09:00
            dash
            """);

    assertThat(paste.times())
        .containsExactly(
            Instant.parse("2021-03-14T00:00:00Z"),
            Instant.parse("2020-06-15T03:19:00Z"),
            Instant.parse("2021-03-19T23:53:00Z"),
            Instant.parse("2021-03-15T08:39:00Z"),
            Instant.parse("2021-03-20T09:00:00Z"));
    assertThat(paste.authors()).containsExactly("Ann", "Ann2", "Ann", "Ann", "Ann");
  }

  @Test
  void timesInsideATextStayText() {
    var paste =
        read(
            Format.DISCORD_PASTE,
            """
            AnnToday at 1:00 PM
            see you Today at 5:00 PM
            Today at 5:00 PM works
            born 03/14/1991 in the rain
            """);

    assertThat(paste.texts())
        .containsExactly(
            "see you Today at 5:00 PM\nToday at 5:00 PM works\nborn 03/14/1991 in the rain");
  }

  @Test
  void readsHeadersInThreeLinesAndFiltersBots() {
    var paste =
        read(
            Format.DISCORD_PASTE,
            """
            AnnToday at 1:00 PM
            hello
            Helper
            APP
             \u2014 Today at 2:29 PM
            rolled a 6
            AnnToday at 2:30 PM
            nice (edited)
            """);

    assertThat(paste.authors()).containsExactly("Ann", "Helper", "Ann");
    assertThat(paste.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.SYSTEM, MessageKind.TEXT);
    assertThat(paste.texts()).containsExactly("hello", "rolled a 6", "nice ");
    assertThat(paste.messages().get(2).editedAt()).isNotNull();
  }

  @Test
  void aPasteDateSettingIsNoGuess() {
    IngestConfig config =
        new IngestConfig(
            new FormatConfig(
                "Europe/Berlin",
                DateOrder.AUTO,
                "2020-01-02",
                List.of(),
                "me",
                1000,
                1000,
                "conversation",
                "sent_at",
                "author",
                "text"),
            "1990-01-01T00:00:00Z",
            "2021-01-01T00:00:00Z",
            64,
            ArchiveLimits.defaults());
    var paste = read(Format.DISCORD_PASTE, "AnnToday at 13:00\nhi\n".getBytes(), config);

    assertThat(paste.times()).containsExactly(Instant.parse("2020-01-02T12:00:00Z"));
    assertThat(paste.status()).isEqualTo("OK");
  }

  @Test
  void textBeforeTheFirstHeaderIsRejectedWithItsLine() {
    var paste = read(Format.DISCORD_PASTE, "\n# general\nAnnToday at 1:00 PM\nhi\n");

    assertThat(paste.rejects())
        .containsExactly(new Reject(2, RejectReason.NOT_A_MESSAGE, "text before the first header"));
    assertThat(paste.texts()).containsExactly("hi");
  }
}
