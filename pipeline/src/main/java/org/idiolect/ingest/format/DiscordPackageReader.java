package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Reads {@code cID/messages.json} of Discord's data package, by {@link DiscordPackageRow}. */
final class DiscordPackageReader extends JsonMessageReader {
  private final String channel;
  private final FormatConfig config;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(head.isArray() && head.hasElements("ID", "Timestamp", "Contents"));
  }

  static DiscordPackageReader open(ExportInput input, FormatConfig config) throws IOException {
    return new DiscordPackageReader(input, config);
  }

  private DiscordPackageReader(ExportInput input, FormatConfig config) throws IOException {
    super(input.openText());
    this.channel = DiscordPlace.packaged(input.place());
    this.config = config;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    parser.nextToken();
    parser.skipChildren();
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    return DiscordPackageRow.toEvent(
        position, channel, name -> JsonElements.text(message, name), config);
  }
}
