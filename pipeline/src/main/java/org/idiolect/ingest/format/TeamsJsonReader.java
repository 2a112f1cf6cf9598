package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Reads {@code messages_ID.json} of a Microsoft Teams tenant's export: an array of messages.
 *
 * <p>Ids are unique within a chat only. A chat is repeated in the file of each of its people; the
 * same id in the same chat is the same message.
 */
final class TeamsJsonReader extends JsonMessageReader {
  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.isArray() && head.hasElements("Id", "Body", "CreatedDateTime", "From"));
  }

  static TeamsJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new TeamsJsonReader(input.openText());
  }

  private TeamsJsonReader(Reader text) throws IOException {
    super(text);
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    String created = text(message, "CreatedDateTime");
    if (created == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'CreatedDateTime'");
    }
    try {
      JsonNode body = message.path("Body");
      String content = has(body, "Content") ? text(body, "Content") : "";
      boolean html = "html".equalsIgnoreCase(text(body, "ContentType"));
      String typed = html ? TeamsText.of(content) : content;
      JsonNode user = message.path("From").path("User");
      String edited = text(message, "LastEditedDateTime");
      return new ParsedMessage(
          position,
          conversation(message),
          text(message, "Id"),
          text(user, has(user, "Id") ? "Id" : "DisplayName"),
          text(user, "DisplayName"),
          time(created),
          kind(message, user, typed, content),
          typed,
          replyTo(message),
          edited == null ? null : time(edited));
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not ISO 8601");
    }
  }

  private static MessageKind kind(JsonNode message, JsonNode user, String typed, String content) {
    String type = has(message, "MessageType") ? text(message, "MessageType") : "message";
    if (!type.equalsIgnoreCase("message") || user.isEmpty()) {
      return MessageKind.SYSTEM; // Events of the service, and apps.
    }
    if (has(message, "DeletedDateTime")) {
      return MessageKind.DELETION;
    }
    for (JsonNode attachment : message.path("Attachments")) {
      if ("forwardedMessageReference".equals(text(attachment, "ContentType"))) {
        return MessageKind.MEDIA;
      }
    }
    boolean shown = has(message, "Attachments") || content.contains("<img");
    return typed.isBlank() && shown ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private static String conversation(JsonNode message) {
    if (has(message, "ChatId")) {
      return text(message, "ChatId");
    }
    JsonNode channel = message.path("ChannelIdentity");
    return text(channel, "ChannelId");
  }

  private static String replyTo(JsonNode message) {
    for (JsonNode attachment : message.path("Attachments")) {
      if ("messageReference".equals(text(attachment, "ContentType"))) {
        return text(attachment, "Id");
      }
    }
    return text(message, "ReplyToId");
  }

  private static Instant time(String iso) {
    return GenericTime.parse(iso, ZoneOffset.UTC);
  }
}
