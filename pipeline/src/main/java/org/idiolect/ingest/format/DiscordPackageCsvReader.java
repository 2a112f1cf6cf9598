package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** Reads {@code cID/messages.csv} of Discord's data package, by {@link DiscordPackageRow}. */
final class DiscordPackageCsvReader extends CsvMessageReader {
  private final String channel;
  private final FormatConfig config;

  static int likeness(Head head, FormatConfig config) {
    return likeness(head, "ID", "Timestamp", "Contents", "Attachments");
  }

  static DiscordPackageCsvReader open(ExportInput input, FormatConfig config) throws IOException {
    return new DiscordPackageCsvReader(input, config);
  }

  private DiscordPackageCsvReader(ExportInput input, FormatConfig config) throws IOException {
    super(input, config);
    this.channel = DiscordPlace.packaged(input.place());
    this.config = config;
  }

  @Override
  Event toEvent(long position, UnaryOperator<String> fields) {
    return DiscordPackageRow.toEvent(position, channel, fields, config);
  }
}
