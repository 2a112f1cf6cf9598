package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IrcLogReaderTest {
  private static final String IRSSI =
      """
      --- Log opened Fri Dec 31 23:00:00 2019
      23:58 -!- ann [ann@example.org] has joined #garden
      23:58 <@ann> the roses \u000304,01froze\u0003 <3
      23:59  * bob waves
      23:59 -!- ann is now known as ann|away
      --- Day changed Sat Jan 01 2020
      00:01 <+ann|away> back soon: 10:30
      00:02 < bob> [10:05] <ann> quoted
      00:02 -bob:#garden- a notice
      00:03 what is this
      25:00 <bob> no such time
      --- Day changed Thu Feb 31 2020
      10:00 <bob> no such day
      --- Log closed Tue Mar 01 10:00:00 2020
      """;

  private static final String WEECHAT =
      """
      2020-01-01 10:05:00\t-->\tann (ann@example.org) has joined #garden
      2020-01-01 10:05:01\t@ann\thi	there
      2020-01-01 10:05:02\t *\tann waves at bob
      2020-01-01 10:05:03\t--\tann is now known as annabel
      2020-01-01T10:05:04.123456Z\tannabel\tstill me
      2020-02-31 10:05:05\tbob\tno such day
      2020-01-01 10:05:06\t<--\tbob (b@example.org) has quit (gone)
      """;

  private static final String ZNC =
      """
      [10:05:00] *** Joins: bob (b@example.org)
      [10:05:01] <ann> hi
      [10:05:02] * bob waves
      [10:05:03] -ann- psst
      [10:05:04] *** ann changes topic to 'frost'
      """;

  @TempDir private Path folder;

  @Test
  void readsIrssi() {
    var log = read(Format.IRC_LOG, IRSSI);

    assertThat(Exports.sniff(IRSSI)).contains(Format.IRC_LOG);
    assertThat(log.messages().stream().filter(m -> m.kind() == MessageKind.TEXT))
        .extracting(ParsedMessage::author, ParsedMessage::text)
        .containsExactly(
            tuple("ann", "the roses froze <3"),
            tuple("bob", "waves"),
            tuple("ann", "back soon: 10:30"),
            tuple("bob", "[10:05] <ann> quoted"));
    assertThat(log.kinds()).filteredOn(kind -> kind == MessageKind.SYSTEM).hasSize(3);
    assertThat(log.times().get(1)).isEqualTo(Instant.parse("2019-12-31T23:58:00Z"));
    assertThat(log.times().get(4)).isEqualTo(Instant.parse("2020-01-01T00:01:00Z"));
    assertThat(log.reasons())
        .containsExactly(
            RejectReason.SYNTAX,
            RejectReason.TIMESTAMP,
            RejectReason.TIMESTAMP,
            RejectReason.TIMESTAMP);
    assertThat(log.rejects()).extracting(Reject::position).containsExactly(10L, 11L, 12L, 13L);
  }

  @Test
  void readsWeeChat() {
    var log = read(Format.IRC_LOG, WEECHAT);

    assertThat(Exports.sniff(WEECHAT)).contains(Format.IRC_LOG);
    assertThat(log.texts()).containsExactly("", "hi\tthere", "waves at bob", "", "still me", "");
    assertThat(log.authors()).containsExactly(null, "ann", "ann", null, "ann", null);
    assertThat(log.times().get(4)).isEqualTo(Instant.parse("2020-01-01T10:05:04.123456Z"));
    assertThat(log.reasons()).containsExactly(RejectReason.TIMESTAMP);
  }

  @Test
  void theNameOfAFileIsItsDayAndItsFolderTheConversation() throws IOException {
    Path window = Files.createDirectories(folder.resolve("#garden"));
    var log = Exports.read(Files.writeString(window.resolve("2021-01-31.log"), ZNC));
    var older = Exports.read(Files.writeString(folder.resolve("#garden_20210131.log"), ZNC));

    assertThat(log.texts()).containsExactly("", "hi", "waves", "", "");
    assertThat(log.times().get(1)).isEqualTo(Instant.parse("2021-01-31T10:05:01Z"));
    assertThat(log.status()).isEqualTo("OK");
    assertThat(log.messages()).extracting(ParsedMessage::conversation).containsOnly("#garden");
    assertThat(older.messages()).isEqualTo(log.messages());
  }

  @Test
  void channelsOfOneNameOnTwoNetworksAreTwo() throws IOException {
    Path libera = Files.createDirectories(folder.resolve("libera/#garden"));
    Path oftc = Files.createDirectories(folder.resolve("oftc"));
    Files.writeString(libera.resolve("2021-01-31.log"), ZNC);
    Files.writeString(oftc.resolve("#garden_20210131.log"), ZNC);
    Files.writeString(folder.resolve("#garden_20210131.log"), ZNC);

    assertThat(Exports.conversations(folder))
        .containsExactly("#garden", "libera/#garden", "oftc/#garden");
    assertThat(Exports.conversations(folder.resolve("libera"))).containsExactly("#garden");
  }

  @Test
  void aLogWithoutADayIsOfTheDayOfItsFileAndOneOfNoDayIsRejected() throws IOException {
    var undated = read(Format.IRC_LOG, ZNC);
    var noDay = Exports.read(Files.writeString(folder.resolve("2021-02-31.log"), ZNC));

    assertThat(undated.times().get(1)).isEqualTo(Instant.parse("2021-03-20T10:05:01Z"));
    assertThat(undated.status()).contains("PASTE_DATE_GUESSED");
    assertThat(noDay.reasons()).hasSize(5).containsOnly(RejectReason.TIMESTAMP);
  }

  @Test
  void aLogThatGoesOnAfterMidnightDoesSoOnTheNextDay() {
    var log =
        read(
            Format.IRC_LOG,
            "--- Log opened Fri Jan 01 23:00:00 2021\n23:59 <ann> late\n00:01 <ann> later\n");

    assertThat(log.times().get(1)).isEqualTo(Instant.parse("2021-01-02T00:01:00Z"));
  }

  @Test
  void whoJoinsUnderANickIsSomebodyElse() {
    var log =
        read(
            Format.IRC_LOG,
            """
            [10:00] <ann> one
            [10:01] *** ann is now known as ann2
            [10:02] *** Quits: ann2 (u@h) (bye)
            [10:03] *** Joins: ann2 (other@h)
            [10:04] <ann2> two
            """);

    assertThat(log.authors()).containsExactly("ann", null, null, null, "ann2");
  }

  @Test
  void otherFormatsAreNoLogs() {
    assertThat(Exports.sniff("[31.12.23, 23:59:58] Ann: hi\n")).contains(Format.WHATSAPP_TEXT);
    assertThat(Exports.sniff("[10:05] ann: hi\n10:05 ann\nann — Today at 10:05\nhi\n"))
        .contains(Format.DISCORD_PASTE);
    assertThat(Exports.sniff("10:05 see you\n* one\n* two\n")).isEmpty();
  }

  @Test
  void countsLogsOfOthers() throws IOException {
    var log =
        SharedExports.read(
            Format.IRC_LOG, "irc__cre-ne-jp-irclog2json__madoka_iso-2022-jp_privmsg.txt");

    assertThat(log.texts()).containsExactly("\u3066\u3059\u3068");
    assertThat(log.authors()).containsExactly("Toybox");
  }
}
