package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/**
 * One message of Discord's data package, {@code ID, Timestamp, Contents, Attachments}: always the
 * owner's. Times without an offset are UTC.
 */
final class DiscordPackageRow {
  private DiscordPackageRow() {}

  /**
   * @param fields value of a field by its name; null when there is none
   */
  static Event toEvent(
      long position, String channel, UnaryOperator<String> fields, FormatConfig config) {
    String timestamp = fields.apply("Timestamp");
    if (timestamp == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'Timestamp'");
    }
    try {
      String contents = fields.apply("Contents") == null ? "" : fields.apply("Contents");
      String attachments = fields.apply("Attachments");
      boolean attached = attachments != null && !attachments.isBlank();
      return new ParsedMessage(
          position,
          channel,
          fields.apply("ID"),
          config.owner(),
          config.owner(),
          GenericTime.parse(timestamp, ZoneOffset.UTC),
          attached && contents.isBlank() ? MessageKind.MEDIA : MessageKind.TEXT,
          contents,
          null,
          null);
    } catch (DateTimeException | ArithmeticException e) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a timestamp is not as 2024-05-31 16:08:37");
    }
  }
}
