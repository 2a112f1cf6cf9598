package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idiolect.ingest.container.ArchiveLimits;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.ParsedMessage;

/**
 * What no input may do to a reader or an archive: let an exception escape, or make a text with a
 * lone surrogate. The seeds beside this class run as tests always. A longer, coverage-guided run of
 * one target, for as long as its annotation says:
 *
 * <pre>JAZZER_FUZZ=1 mvn -pl pipeline test -Djazzer.hooks=true -Dtest='ReaderFuzzTest#whatsAppText'
 * </pre>
 */
final class ReaderFuzzTest {
  private static final String DURATION = "60s";
  private static final ArchiveLimits LIMITS = new ArchiveLimits(100, 4, 8, 50, 1);

  @FuzzTest(maxDuration = DURATION)
  void whatsAppText(byte[] input) {
    read(Format.WHATSAPP_TEXT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordPaste(byte[] input) {
    read(Format.DISCORD_PASTE, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordJson(byte[] input) {
    read(Format.DISCORD_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void messengerHtml(byte[] input) {
    read(Format.MESSENGER_HTML, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void telegramJson(byte[] input) {
    read(Format.TELEGRAM_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void telegramHtml(byte[] input) {
    read(Format.TELEGRAM_HTML, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void slackJson(byte[] input) {
    read(Format.SLACK_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void slackUsers(byte[] input) {
    read(Format.SLACK_USERS, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void chatGptJson(byte[] input) {
    read(Format.CHATGPT_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void matrixJson(byte[] input) {
    read(Format.MATRIX_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void mattermost(byte[] input) {
    read(Format.MATTERMOST, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void signalExport(byte[] input) {
    read(Format.SIGNAL_EXPORT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void signalJson(byte[] input) {
    read(Format.SIGNAL_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void zulipJson(byte[] input) {
    read(Format.ZULIP_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void rocketChat(byte[] input) {
    read(Format.ROCKET_CHAT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void googleChat(byte[] input) {
    read(Format.GOOGLE_CHAT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void skypeJson(byte[] input) {
    read(Format.SKYPE_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void teamsJson(byte[] input) {
    read(Format.TEAMS_JSON, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void imessageText(byte[] input) {
    read(Format.IMESSAGE_TEXT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void imessageHtml(byte[] input) {
    read(Format.IMESSAGE_HTML, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordCsv(byte[] input) {
    read(Format.DISCORD_CSV, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordText(byte[] input) {
    read(Format.DISCORD_TEXT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordHtml(byte[] input) {
    read(Format.DISCORD_HTML, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordPackage(byte[] input) {
    read(Format.DISCORD_PACKAGE, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void discordPackageCsv(byte[] input) {
    read(Format.DISCORD_PACKAGE_CSV, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void kakaoText(byte[] input) {
    read(Format.KAKAO_TEXT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void kakaoCsv(byte[] input) {
    read(Format.KAKAO_CSV, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void lineText(byte[] input) {
    read(Format.LINE_TEXT, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void ircLog(byte[] input) {
    read(Format.IRC_LOG, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void smsBackup(byte[] input) {
    read(Format.SMS_BACKUP, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void parquet(byte[] input) {
    read(Format.PARQUET, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void jsonLines(byte[] input) {
    read(Format.JSONL, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void table(byte[] input) {
    read(Format.CSV, input);
  }

  @FuzzTest(maxDuration = DURATION)
  void archive(byte[] input) throws IOException {
    Path file = Files.createTempFile("fuzz", ".zip");
    try {
      Files.write(file, input);
      List<Inspection> exports =
          new Inspector(Exports.CONFIG.withArchive(LIMITS), 0).inspect(List.of(file.toString()));
      assertThat(InspectionText.toText(exports)).isNotEmpty();
    } finally {
      Files.delete(file);
    }
  }

  private static void read(Format format, byte[] input) {
    Exports.Read read = Exports.read(format, input, Exports.CONFIG);
    for (ParsedMessage message : read.messages()) {
      assertThat(message.text()).isEqualTo(TextRepair.repair(message.text()));
    }
  }
}
