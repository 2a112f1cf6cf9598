package org.idiolect.ingest;

/** The export formats that can be read, by the name used in tables. */
public enum Format {
  DISCORD_PASTE("discord-paste", "discord"),
  DISCORD_JSON("discord-json", "discord"),
  WHATSAPP_TEXT("whatsapp-text", "whatsapp"),
  TELEGRAM_JSON("telegram-json", "telegram"),
  SLACK_JSON("slack-json", "slack"),
  MESSENGER_JSON("messenger-json", "messenger"),
  JSONL("jsonl", "generic"),
  CSV("csv", "generic");

  private final String label;
  private final String platform;

  Format(String label, String platform) {
    this.label = label;
    this.platform = platform;
  }

  /** The name in {@code sources.format}, for instance {@code discord-json}. */
  public String label() {
    return label;
  }

  /** The service that the chats come from, in lower case. */
  public String platform() {
    return platform;
  }

  /** The unit in which this format counts places: lines of text, or elements of an array. */
  String placeUnit() {
    return switch (this) {
      case DISCORD_PASTE, WHATSAPP_TEXT, JSONL, CSV -> "line";
      case DISCORD_JSON, TELEGRAM_JSON, SLACK_JSON, MESSENGER_JSON -> "message";
    };
  }
}
