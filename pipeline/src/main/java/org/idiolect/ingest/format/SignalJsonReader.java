package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the JSON that sigtop writes: an array of messages as they lie in Signal Desktop's database.
 *
 * <p>People are ids, or telephone numbers in old rows; what went out is the owner's. Replies name
 * the time of the message that they answer; it is found among the last {@value #REMEMBERED} ones.
 */
final class SignalJsonReader extends JsonMessageReader {
  static final int REMEMBERED = 65_536;

  private static final Set<String> TYPED = Set.of("incoming", "outgoing");
  private static final String[] PERSON = {
    "sourceServiceId", "sourceUuid", "source", "conversationId"
  };

  private final String owner;
  private final Map<String, String> idsByTime =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.isArray()
            && head.hasElements("conversationId", "sent_at")
            && head.hasAnyElement("type", "body", "received_at"));
  }

  static SignalJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new SignalJsonReader(input.openText(), config.owner());
  }

  private SignalJsonReader(Reader text, String owner) throws IOException {
    super(text);
    this.owner = owner;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    String millis = text(message, has(message, "sent_at") ? "sent_at" : "timestamp");
    if (millis == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'sent_at'");
    }
    try {
      Instant sentAt = Instant.ofEpochMilli(Long.parseLong(millis));
      String id = text(message, "id");
      if (id != null) {
        idsByTime.put(millis, id);
      }
      MessageKind kind = kind(message);
      String author = author(message);
      long edited = message.path("editMessageTimestamp").asLong();
      return new ParsedMessage(
          position,
          text(message, "conversationId"),
          id,
          author,
          author,
          sentAt,
          kind,
          kind == MessageKind.TEXT && has(message, "body") ? text(message, "body") : "",
          idsByTime.get(text(message.path("quote"), "id")),
          edited == 0 ? null : Instant.ofEpochMilli(edited));
    } catch (DateTimeException | NumberFormatException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not epoch milliseconds");
    }
  }

  private String author(JsonNode message) {
    if ("outgoing".equals(text(message, "type"))) {
      return owner;
    }
    for (String field : PERSON) {
      if (has(message, field)) {
        return text(message, field);
      }
    }
    return null;
  }

  private static MessageKind kind(JsonNode message) {
    String type = has(message, "type") ? text(message, "type") : "incoming";
    if (type.equals("call-history")) {
      return MessageKind.CALL;
    }
    if (!TYPED.contains(type)) {
      return MessageKind.SYSTEM;
    }
    if (message.path("deletedForEveryone").asBoolean()) {
      return MessageKind.DELETION;
    }
    boolean shown =
        has(message, "attachments") || has(message, "sticker") || has(message, "contact");
    return !has(message, "body") && shown ? MessageKind.MEDIA : MessageKind.TEXT;
  }
}
