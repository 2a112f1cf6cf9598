package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * Reads DiscordChatExporter's JSON: {@code {guild, channel, ..., messages: [...], messageCount}}.
 *
 * <p>A message of a bot, and every type but Default, Reply and Call, was not typed by a person and
 * is a system record; so are types that Discord adds later. A forward is somebody else's text and
 * counts as media.
 */
final class DiscordJsonReader extends JsonMessageReader {
  private static final Set<String> TYPED = Set.of("Default", "Reply", "0", "19");
  private static final Set<String> CALLS = Set.of("Call", "3");

  private String channel;

  static int likeness(Head head, FormatConfig config) {
    // channel.json of Discord's data package describes a channel and has its guild too.
    return Head.certainIf(head.hasAnyRoot("guild", "channel") && !head.hasRoot("id", "type"));
  }

  static DiscordJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new DiscordJsonReader(input.openText());
  }

  private DiscordJsonReader(Reader text) throws IOException {
    super(text);
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    JsonToken value = parser.nextToken();
    if (name.equals("channel") && value == JsonToken.START_OBJECT) {
      channel = text(JsonElements.element(parser), "id");
    } else if (name.equals("messages") && value == JsonToken.START_ARRAY) {
      return true;
    } else {
      parser.skipChildren();
    }
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    String timestamp = text(message, "timestamp");
    if (timestamp == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'timestamp'");
    }
    try {
      Instant sentAt = instant(timestamp);
      String edited = text(message, "timestampEdited");
      JsonNode author = message.path("author");
      return new ParsedMessage(
          position,
          channel,
          text(message, "id"),
          text(author, "id"),
          has(author, "nickname") ? text(author, "nickname") : text(author, "name"),
          sentAt,
          kind(message, author),
          has(message, "content") ? text(message, "content") : "",
          replyTo(message),
          edited == null ? null : instant(edited));
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a timestamp is not ISO 8601");
    }
  }

  private static MessageKind kind(JsonNode message, JsonNode author) {
    String type = has(message, "type") ? text(message, "type") : "Default";
    if (CALLS.contains(type)) {
      return MessageKind.CALL;
    }
    if (!TYPED.contains(type) || author.path("isBot").asBoolean() || has(message, "interaction")) {
      return MessageKind.SYSTEM;
    }
    if (isForward(message)) {
      return MessageKind.MEDIA;
    }
    boolean attached =
        has(message, "attachments") || has(message, "embeds") || has(message, "stickers");
    return attached && !has(message, "content") ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private static String replyTo(JsonNode message) {
    return isForward(message) ? null : text(message.path("reference"), "messageId");
  }

  private static boolean isForward(JsonNode message) {
    return "Forward".equals(text(message.path("reference"), "type"));
  }

  private static Instant instant(String timestamp) {
    return OffsetDateTime.parse(timestamp.replaceFirst(" ", "T")).toInstant();
  }
}
