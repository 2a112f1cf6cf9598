package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/**
 * Reads {@code CHAT/data.json} of signal-export: one message a line, as it stands in Signal
 * Desktop.
 *
 * <p>The folder names the conversation. Times are local ones without a zone. There are neither ids
 * nor edits; names are the only identity, and the owner of the export is {@code Me}.
 */
final class SignalExportReader extends JsonLineReader {
  private static final String OWNER = "Me";
  private static final String NOBODY = "No-Sender";

  /** What the exporter writes as the body of a call. */
  private static final Pattern CALL =
      Pattern.compile("(?:Incoming|Outgoing|Missed) (?:(?:voice|video|group) )?call(?: \\(.*\\))?");

  private final String chat;
  private final FormatConfig config;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        anyLine(
            head,
            line ->
                line.has("date")
                    && line.has("sender")
                    && line.has("body")
                    && (line.has("quote") || line.has("sticker") || line.has("reactions"))));
  }

  static SignalExportReader open(ExportInput input, FormatConfig config) throws IOException {
    return new SignalExportReader(input, config);
  }

  private SignalExportReader(ExportInput input, FormatConfig config) throws IOException {
    super(input.openText(), config);
    this.chat = input.place().folder();
    this.config = config;
  }

  @Override
  Event toEvent(long position, JsonNode message) {
    String date = text(message, "date");
    if (date == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'date'");
    }
    try {
      String body = typed(text(message, "body"));
      MessageKind kind = kind(message, body);
      String sender = sender(text(message, "sender"));
      return new ParsedMessage(
          position,
          chat,
          null,
          sender,
          sender,
          GenericTime.parse(date, config.zoneId()),
          kind,
          kind == MessageKind.TEXT ? body : "",
          null,
          null);
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a date is not ISO 8601");
    }
  }

  private String sender(String written) {
    if (OWNER.equals(written)) {
      return config.owner();
    }
    return NOBODY.equals(written) ? null : written;
  }

  /**
   * Without the two spaces that end a line of Markdown, which the exporter puts behind each body.
   */
  private static String typed(String body) {
    if (body == null) {
      return "";
    }
    return body.endsWith("  ") ? body.substring(0, body.length() - 2) : body;
  }

  private static MessageKind kind(JsonNode message, String body) {
    if (message.path("deleted").asBoolean()) {
      return MessageKind.DELETION;
    }
    if (message.path("call").asBoolean() || CALL.matcher(body).matches()) {
      return MessageKind.CALL;
    }
    boolean shown = has(message, "sticker") || has(message, "attachments");
    return body.isBlank() && shown ? MessageKind.MEDIA : MessageKind.TEXT;
  }
}
