package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Reads {@code messages.json} of a Skype export: {@code {userId, conversations: [{id, MessageList:
 * [...]}]}}.
 *
 * <p>{@code from} is the identity; the owner has no name in it. Contents are a kind of XML ({@link
 * SkypeText}). Newest messages come first; the order of a conversation is that of its times.
 */
final class SkypeJsonReader extends JsonMessageReader {
  private static final Set<String> TYPED = Set.of("RichText", "Text", "RichText/Html");

  private final String owner;
  private String userId;
  private String conversation;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.hasRoot("conversations")
            && (head.hasElements("MessageList") || head.hasRoot("userId", "exportDate")));
  }

  static SkypeJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new SkypeJsonReader(input.openText(), config.owner());
  }

  private SkypeJsonReader(Reader text, String owner) throws IOException {
    super(text);
    this.owner = owner;
  }

  @Override
  void enterObject() {
    conversation = null;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "userId" -> userId = parser.nextToken().isScalarValue() ? parser.getText() : null;
      case "id" -> conversation = parser.nextToken().isScalarValue() ? parser.getText() : null;
      case "MessageList" -> {
        return parser.nextToken() == JsonToken.START_ARRAY;
      }
      case "conversations" -> {}
      default -> JsonElements.skipValue(parser);
    }
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    String time = text(message, "originalarrivaltime");
    if (time == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'originalarrivaltime'");
    }
    try {
      String type = has(message, "messagetype") ? text(message, "messagetype") : "RichText";
      String content = has(message, "content") ? text(message, "content") : "";
      boolean typed = TYPED.contains(type);
      SkypeText rich = SkypeText.of(typed && !type.equals("Text") ? content : "");
      String from = text(message, "from");
      return new ParsedMessage(
          position,
          conversation,
          text(message, "id"),
          from,
          name(message, from),
          GenericTime.parse(time, ZoneOffset.UTC),
          kind(message, type, content),
          type.equals("Text") ? content : rich.text(),
          rich.replyTo(),
          rich.editedAt());
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not ISO 8601");
    }
  }

  private String name(JsonNode message, String from) {
    if (has(message, "displayName")) {
      return text(message, "displayName");
    }
    return from != null && from.equals(userId) ? owner : from;
  }

  private static MessageKind kind(JsonNode message, String type, String content) {
    if (TYPED.contains(type)) {
      boolean deleted = content.isEmpty() || has(message.path("properties"), "deletetime");
      return deleted ? MessageKind.DELETION : MessageKind.TEXT;
    }
    if (type.equals("Event/Call")) {
      return MessageKind.CALL;
    }
    boolean shown = type.startsWith("RichText/") || type.equals("Poll");
    return shown ? MessageKind.MEDIA : MessageKind.SYSTEM;
  }
}
