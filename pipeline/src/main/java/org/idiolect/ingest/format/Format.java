package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The export formats that can be read: their names in tables, how they are told and opened. */
public enum Format {
  DISCORD_JSON(
      "discord-json", "discord", "message", DiscordJsonReader::likeness, DiscordJsonReader::open),
  DISCORD_CSV("discord-csv", "discord", "line", DiscordCsvReader::likeness, DiscordCsvReader::open),
  DISCORD_TEXT(
      "discord-text", "discord", "line", DiscordTextReader::likeness, DiscordTextReader::open),
  DISCORD_HTML(
      "discord-html", "discord", "message", DiscordHtmlReader::likeness, DiscordHtmlReader::open),
  DISCORD_PACKAGE(
      "discord-package",
      "discord",
      "message",
      DiscordPackageReader::likeness,
      DiscordPackageReader::open),
  DISCORD_PACKAGE_CSV(
      "discord-package-csv",
      "discord",
      "line",
      DiscordPackageCsvReader::likeness,
      DiscordPackageCsvReader::open),
  WHATSAPP_TEXT(
      "whatsapp-text", "whatsapp", "line", WhatsAppHeader::likeness, WhatsAppTextReader::open),
  DISCORD_PASTE("discord-paste", "discord", "line", PasteTime::likeness, DiscordPasteReader::open),
  MESSENGER_JSON(
      "messenger-json",
      "messenger",
      "message",
      MessengerJsonReader::likeness,
      MessengerJsonReader::open),
  MESSENGER_HTML(
      "messenger-html",
      "messenger",
      "message",
      MessengerHtmlReader::likeness,
      MessengerHtmlReader::open),
  TELEGRAM_JSON(
      "telegram-json",
      "telegram",
      "message",
      TelegramJsonReader::likeness,
      TelegramJsonReader::open),
  TELEGRAM_HTML(
      "telegram-html",
      "telegram",
      "message",
      TelegramHtmlReader::likeness,
      TelegramHtmlReader::open),
  SLACK_JSON("slack-json", "slack", "message", SlackJsonReader::likeness, SlackJsonReader::open),
  SLACK_USERS("slack-users", "slack", "user", SlackUsersReader::likeness, SlackUsersReader::open),
  CHATGPT_JSON(
      "chatgpt-json", "chatgpt", "message", ChatGptJsonReader::likeness, ChatGptJsonReader::open),
  MATRIX_JSON("matrix-json", "matrix", "event", MatrixJsonReader::likeness, MatrixJsonReader::open),
  MATTERMOST(
      "mattermost", "mattermost", "line", MattermostReader::likeness, MattermostReader::open),
  SIGNAL_EXPORT(
      "signal-export", "signal", "line", SignalExportReader::likeness, SignalExportReader::open),
  SIGNAL_JSON(
      "signal-json", "signal", "message", SignalJsonReader::likeness, SignalJsonReader::open),
  ZULIP_JSON("zulip-json", "zulip", "message", ZulipJsonReader::likeness, ZulipJsonReader::open),
  ROCKET_CHAT(
      "rocket-chat", "rocket-chat", "line", RocketChatReader::likeness, RocketChatReader::open),
  GOOGLE_CHAT(
      "google-chat", "google-chat", "message", GoogleChatReader::likeness, GoogleChatReader::open),
  SKYPE_JSON("skype-json", "skype", "message", SkypeJsonReader::likeness, SkypeJsonReader::open),
  TEAMS_JSON("teams-json", "teams", "message", TeamsJsonReader::likeness, TeamsJsonReader::open),
  IMESSAGE_TEXT(
      "imessage-text", "imessage", "line", ImessageTextReader::likeness, ImessageTextReader::open),
  IMESSAGE_HTML(
      "imessage-html",
      "imessage",
      "message",
      ImessageHtmlReader::likeness,
      ImessageHtmlReader::open),
  IRC_LOG("irc-log", "irc", "line", IrcLine::likeness, IrcLogReader::open),
  KAKAO_TEXT("kakao-text", "kakaotalk", "line", KakaoTextReader::likeness, KakaoTextReader::open),
  KAKAO_CSV("kakao-csv", "kakaotalk", "line", KakaoCsvReader::likeness, KakaoCsvReader::open),
  LINE_TEXT("line-text", "line", "line", LineTextReader::likeness, LineTextReader::open),
  SMS_BACKUP("sms-backup", "sms", "message", SmsBackupReader::likeness, SmsBackupReader::open),
  PARQUET("parquet", "generic", "row", ParquetExportReader::likeness, ParquetExportReader::open),
  JSONL("jsonl", "generic", "line", JsonLinesReader::likeness, JsonLinesReader::open),
  CSV("csv", "generic", "line", CsvHeader::likeness, CsvExportReader::open);

  /** How alike the start of a file is to a format, on the scale of {@link Head}. */
  private interface Likeness {
    int of(Head head, FormatConfig config);
  }

  private interface Opening {
    ExportReader open(ExportInput input, FormatConfig config) throws IOException;
  }

  private final String label;
  private final String platform;
  private final String placeUnit;
  private final Likeness likeness;
  private final Opening opening;

  Format(String label, String platform, String placeUnit, Likeness likeness, Opening opening) {
    this.label = label;
    this.platform = platform;
    this.placeUnit = placeUnit;
    this.likeness = likeness;
    this.opening = opening;
  }

  /**
   * The format that the start of a file is most alike to; the first one of equals.
   *
   * @param head decoded, may end in the middle of anything
   */
  public static Optional<Format> of(String head, FormatConfig config) {
    Head start = new Head(head);
    return Arrays.stream(values())
        .map(format -> new Candidate(format, format.likeness.of(start, config)))
        .filter(candidate -> candidate.likeness > Head.NOT)
        .min(Comparator.comparingInt(candidate -> -candidate.likeness))
        .map(Candidate::format);
  }

  private record Candidate(Format format, int likeness) {}

  /** Opens a reader; the input may be opened more than once. */
  public ExportReader open(ExportInput input, FormatConfig config) throws IOException {
    return opening.open(input, config);
  }

  /** The name in {@code sources.format}, for instance {@code discord-json}. */
  public String label() {
    return label;
  }

  /** The service that the chats come from, in lower case. */
  public String platform() {
    return platform;
  }

  /** What places in this format count: lines of text, or messages from the first one. */
  public String placeUnit() {
    return placeUnit;
  }
}
