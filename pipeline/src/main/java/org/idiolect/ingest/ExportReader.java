package org.idiolect.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/**
 * Reads one export as a stream of events, holding about one message in memory.
 *
 * <p>Every line or element of the file ends in exactly one event, except headers of the file itself
 * and continuation lines, which belong to the message before them.
 */
public sealed interface ExportReader extends Closeable
    permits JsonMessageReader,
        DiscordPasteReader,
        WhatsAppTextReader,
        JsonLinesReader,
        CsvExportReader {

  /** The next event in the order of the file, or null at its end. */
  Event next() throws IOException;

  /** What was noticed so far; complete after the last event. */
  Set<SourceFlag> flags();

  /** Opens the reader of a format; the input may be opened more than once. */
  static ExportReader open(Format format, ExportInput input, IngestConfig config)
      throws IOException {
    return switch (format) {
      case DISCORD_PASTE -> DiscordPasteReader.open(input, config);
      case DISCORD_JSON -> new DiscordJsonReader(input.openText());
      case WHATSAPP_TEXT -> WhatsAppTextReader.open(input, config);
      case TELEGRAM_JSON -> new TelegramJsonReader(input.openText(), config.zoneId());
      case SLACK_JSON -> new SlackJsonReader(input.openText(), input.folder());
      case MESSENGER_JSON -> MessengerJsonReader.open(input);
      case JSONL -> new JsonLinesReader(input.openText(), config);
      case CSV -> CsvExportReader.open(input.openText(), config);
    };
  }
}
