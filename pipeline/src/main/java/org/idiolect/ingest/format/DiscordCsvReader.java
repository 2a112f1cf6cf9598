package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;

/**
 * Reads DiscordChatExporter's CSV: {@code AuthorID,Author,Date,Content,Attachments,Reactions}, also
 * in parts.
 *
 * <p>The name of the file gives the channel. There are neither ids of messages nor replies, and
 * bots look like people.
 */
final class DiscordCsvReader extends CsvMessageReader {
  private final String channel;

  static int likeness(Head head, FormatConfig config) {
    return likeness(head, "AuthorID", "Author", "Date", "Content", "Attachments", "Reactions");
  }

  static DiscordCsvReader open(ExportInput input, FormatConfig config) throws IOException {
    return new DiscordCsvReader(input, config);
  }

  private DiscordCsvReader(ExportInput input, FormatConfig config) throws IOException {
    super(input, config);
    this.channel = DiscordPlace.exported(input.place());
  }

  @Override
  Event toEvent(long position, UnaryOperator<String> fields) {
    try {
      String content = fields.apply("Content");
      MessageKind kind = DiscordNotice.kind(content, !fields.apply("Attachments").isBlank());
      return new ParsedMessage(
          position,
          channel,
          null,
          fields.apply("AuthorID"),
          fields.apply("Author"),
          OffsetDateTime.parse(fields.apply("Date")).toInstant(),
          kind,
          kind == MessageKind.TEXT ? content : "",
          null,
          null);
    } catch (DateTimeException e) {
      return new Reject(
          position,
          RejectReason.TIMESTAMP,
          "a date is not as 2024-05-31T23:08:37.123+07:00: export again with a newer"
              + " DiscordChatExporter");
    }
  }
}
