package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Reads Telegram Desktop's {@code result.json}: one chat, or a whole account ({@code chats.list}
 * and {@code left_chats.list}).
 *
 * <p>{@code text} is a string, or an array of strings and entities that are joined with nothing
 * between them. Service records are system records, calls excepted. Forwards and what a bot wrote
 * for somebody are not the author's words and count as media.
 */
final class TelegramJsonReader extends JsonMessageReader {
  private final ZoneId zone;
  private String chatId;
  private String chatName;

  static int likeness(Head head, FormatConfig config) {
    boolean chat =
        head.hasRoot("messages")
            && (head.hasRoot("type")
                || head.hasAnyElement(
                    "from", "from_id", "date_unixtime", "actor", "text_entities"));
    boolean account =
        head.hasAnyRoot("chats", "left_chats", "personal_information", "frequent_contacts");
    return Head.certainIf(chat || account);
  }

  static TelegramJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new TelegramJsonReader(input.openText(), config.zoneId());
  }

  private TelegramJsonReader(Reader text, ZoneId zone) throws IOException {
    super(new TelegramEscapes(new BufferedReader(text, 1 << 16)));
    this.zone = zone;
  }

  @Override
  void enterObject() {
    chatId = null;
    chatName = null;
  }

  /** Walks into {@code chats} and {@code list}; everything else that is not a chat is skipped. */
  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "id" -> chatId = parser.nextToken().isScalarValue() ? parser.getText() : null;
      case "name" -> chatName = parser.nextToken().isScalarValue() ? parser.getText() : null;
      case "messages" -> {
        return parser.nextToken() == JsonToken.START_ARRAY;
      }
      case "chats", "left_chats", "list" -> {}
      default -> JsonElements.skipValue(parser);
    }
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    boolean service = "service".equals(text(message, "type"));
    String date = text(message, "date");
    String unixTime = text(message, "date_unixtime");
    if (date == null && unixTime == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'date'");
    }
    try {
      String id = text(message, service ? "actor_id" : "from_id");
      String name = text(message, service ? "actor" : "from");
      return new ParsedMessage(
          position,
          chatId == null ? chatName : chatId,
          text(message, "id"),
          id == null ? name : id,
          name,
          instant(date, unixTime),
          kind(message, service),
          TelegramText.of(message.get("text")),
          text(message, "reply_to_message_id"),
          editedAt(message));
    } catch (DateTimeException | NumberFormatException e) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a date is neither ISO nor epoch seconds");
    }
  }

  private Instant editedAt(JsonNode message) {
    String edited = text(message, "edited");
    String unixTime = text(message, "edited_unixtime");
    return edited == null && unixTime == null ? null : instant(edited, unixTime);
  }

  private Instant instant(String date, String unixTime) {
    return unixTime != null
        ? Instant.ofEpochSecond(Long.parseLong(unixTime))
        : LocalDateTime.parse(date).atZone(zone).toInstant();
  }

  private static MessageKind kind(JsonNode message, boolean service) {
    if (service) {
      return "phone_call".equals(text(message, "action")) ? MessageKind.CALL : MessageKind.SYSTEM;
    }
    String type = text(message, "type");
    if (type != null && !type.equals("message")) {
      return MessageKind.SYSTEM;
    }
    if (has(message, "forwarded_from") || has(message, "saved_from") || has(message, "via_bot")) {
      return MessageKind.MEDIA;
    }
    return has(message, "text") || !hasMedia(message) ? MessageKind.TEXT : MessageKind.MEDIA;
  }

  private static boolean hasMedia(JsonNode message) {
    return has(message, "photo")
        || has(message, "file")
        || has(message, "media_type")
        || has(message, "location_information")
        || has(message, "poll")
        || has(message, "contact_information")
        || has(message, "invoice_information");
  }
}
