package org.idiolect.ingest.format;

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
        HtmlMessageReader,
        TextMessageReader,
        ImessageTextReader,
        DiscordPasteReader,
        WhatsAppTextReader,
        JsonLineReader,
        CsvMessageReader,
        ParquetExportReader,
        SmsBackupReader {

  /** The next event in the order of the file, or null at its end. */
  Event next() throws IOException;

  /**
   * Number of elements that were read as a whole, for documents whose rest can be read behind a
   * broken element; an element may be several messages.
   */
  default long elements() {
    return 0;
  }

  /** What was noticed so far; complete after the last event. */
  Set<SourceFlag> flags();
}
