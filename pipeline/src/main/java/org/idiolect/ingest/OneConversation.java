package org.idiolect.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.MessageKind;
import org.idiolect.ingest.format.ParsedMessage;

/** Reads one small export whole, such as a chat that somebody pasted to have it continued. */
public final class OneConversation {
  private OneConversation() {}

  /**
   * The typed messages of a file, in its order.
   *
   * @throws IllegalArgumentException if the file holds no message, saying what it looks like
   * @throws IOException if the file cannot be read
   */
  public static List<ParsedMessage> read(Path file, IngestConfig config) throws IOException {
    Configuration hadoop = new Configuration();
    IngestConfig fixed = config.withLatestFixed(Instant.now());
    List<ParsedMessage> messages = new ArrayList<>();
    Format format = null;
    for (ExportFile export : ExportLister.list(List.of(file.toString()), hadoop)) {
      try (PartCursor parts = new ExportParts(fixed, hadoop).open(export)) {
        for (ExportPart part = parts.next(); part != null; part = parts.next()) {
          format = part.format();
          addTexts(new PartReading(part, export.modifiedMillis(), fixed), messages);
        }
      }
    }
    if (messages.isEmpty()) {
      throw new IllegalArgumentException(
          "no message was found in " + file + (format == null ? ": its format is unknown" : ""));
    }
    return messages;
  }

  private static void addTexts(PartReading reading, List<ParsedMessage> messages)
      throws IOException {
    try (reading) {
      for (Event event = reading.next(); event != null; event = reading.next()) {
        if (event instanceof ParsedMessage message && message.kind() == MessageKind.TEXT) {
          messages.add(message);
        }
      }
    }
  }
}
