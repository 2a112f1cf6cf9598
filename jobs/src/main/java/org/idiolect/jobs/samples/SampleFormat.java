package org.idiolect.jobs.samples;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.idiolect.ingest.format.Format;
import org.idiolect.jobs.samples.SampleMessage.Kind;

/** The exports that can be written, by their name in the plan. */
enum SampleFormat {
  DISCORD_PASTE("discord-paste", Format.DISCORD_PASTE, Shows.TEXT, DiscordPasteWriter::new),
  DISCORD_RUN_TOGETHER(
      "discord-run-together", Format.DISCORD_PASTE, Shows.TEXT, DiscordRunTogetherWriter::new),
  DISCORD_JSON("discord-json", Format.DISCORD_JSON, Shows.NO_DELETION, DiscordJsonWriter::new),
  WHATSAPP_ANDROID("whatsapp-android", Format.WHATSAPP_TEXT, Shows.ALL, WhatsAppAndroidWriter::new),
  WHATSAPP_IOS("whatsapp-ios", Format.WHATSAPP_TEXT, Shows.ALL, WhatsAppIosWriter::new),
  TELEGRAM_JSON(
      "telegram-json", Format.TELEGRAM_JSON, Shows.NO_DELETION, TelegramJsonWriter::ofChat),
  TELEGRAM_ACCOUNT(
      "telegram-account", Format.TELEGRAM_JSON, Shows.NO_DELETION, TelegramJsonWriter::ofAccount),
  JSONL("jsonl", Format.JSONL, Shows.TEXT, JsonLinesWriter::new),
  CSV("csv", Format.CSV, Shows.TEXT, CsvWriter::new);

  /** Which kinds of messages an exporter shows. */
  private enum Shows {
    TEXT(EnumSet.of(Kind.TEXT)),
    NO_DELETION(EnumSet.complementOf(EnumSet.of(Kind.DELETION))),
    ALL(EnumSet.allOf(Kind.class));

    private final Set<Kind> kinds;

    Shows(Set<Kind> kinds) {
      this.kinds = kinds;
    }
  }

  private static final int RUN_TOGETHER_MESSAGES = 16;

  private final String label;
  private final Format format;
  private final Shows shows;
  private final BiFunction<PrintWriter, Chat, ExportWriter> writer;

  SampleFormat(
      String label,
      Format format,
      Shows shows,
      BiFunction<PrintWriter, Chat, ExportWriter> writer) {
    this.label = label;
    this.format = format;
    this.shows = shows;
    this.writer = writer;
  }

  static SampleFormat of(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no export format is called " + label));
  }

  /** What ingest is to find. */
  Format format() {
    return format;
  }

  ExportWriter open(PrintWriter out, Chat chat) {
    ExportWriter export = writer.apply(out, chat);
    export.open();
    return export;
  }

  boolean showsOnlyText() {
    return shows == Shows.TEXT;
  }

  /** Whether the client shows neighbouring messages of one person under one header. */
  boolean joinsNeighbours() {
    return format == Format.DISCORD_PASTE;
  }

  /** What joined messages are parted by; a paste that lost its line breaks has none. */
  String lineBreak() {
    return this == DISCORD_RUN_TOGETHER ? " " : "\n";
  }

  /** At most {@code messages}; a paste that runs together is short, within one session. */
  int length(int messages) {
    return this == DISCORD_RUN_TOGETHER ? RUN_TOGETHER_MESSAGES : messages;
  }

  /** The message as this exporter can show it: a photo stands for what it has no sign for. */
  SampleMessage shown(SampleMessage message) {
    SampleMessage fit =
        shows.kinds.contains(message.kind()) ? message : message.withKind(Kind.MEDIA);
    return fit.withText(fit.text().replace("\n", lineBreak()));
  }
}
