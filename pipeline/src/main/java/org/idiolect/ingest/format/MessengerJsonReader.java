package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code message_N.json} of Facebook Messenger and Instagram, and {@code NAME_N.json} of
 * Messenger's secure storage, which writes the same in camel case.
 *
 * <p>The conversation is named behind the messages, so the document is walked through twice. Names
 * are the only identity of people. Newest messages come first; the order of a conversation is that
 * of its times.
 */
final class MessengerJsonReader extends JsonMessageReader {
  private static final Set<String> SERVICE =
      Set.of("subscribe", "unsubscribe", "placeholder", "payment", "plan");
  private static final String[] ATTACHMENTS = {
    "photos", "videos", "audio_files", "gifs", "files", "sticker", "share", "media"
  };

  /** In a folder with the name of the thread, which a broken file does not get to tell. */
  private static final Pattern PART = Pattern.compile("message_\\d+.*\\.json", Pattern.DOTALL);

  private final String conversation;

  private MessengerJsonReader(Reader text, String conversation) throws IOException {
    super(text);
    this.conversation = conversation;
  }

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        !head.isArray()
            && (head.hasElements("sender_name", "timestamp_ms")
                || head.hasElements("senderName", "timestamp")));
  }

  static MessengerJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    String conversation;
    try (Reader text = input.openText()) {
      conversation = conversation(text);
    }
    boolean isPart = PART.matcher(input.place().name()).matches();
    return new MessengerJsonReader(
        input.openText(), conversation == null && isPart ? input.place().folder() : conversation);
  }

  /** The last part of {@code thread_path}, which stays when a thread is archived, or its name. */
  private static String conversation(Reader text) throws IOException {
    String name = null;
    try (JsonParser parser = JsonElements.open(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.getCurrentName();
        JsonToken value = parser.nextToken();
        if (field.equals("thread_path") && value == JsonToken.VALUE_STRING) {
          String path = Mojibake.repair(parser.getText());
          return path.substring(path.lastIndexOf('/') + 1);
        }
        if (field.equals("threadName") && value == JsonToken.VALUE_STRING) {
          name = Mojibake.repair(parser.getText());
        }
        parser.skipChildren();
      }
    } catch (JsonProcessingException broken) {
      return name; // The second walk meets the same place and tells of it.
    }
    return name;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    if (name.equals("messages")) {
      return parser.nextToken() == JsonToken.START_ARRAY;
    }
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode message) {
    String millis = either(message, "timestamp_ms", "timestamp");
    if (millis == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'timestamp_ms'");
    }
    try {
      String sender = Mojibake.repair(either(message, "sender_name", "senderName"));
      String content = Mojibake.repair(either(message, "content", "text"));
      MessageKind kind = kind(message, sender, content);
      return new ParsedMessage(
          position,
          conversation,
          null,
          sender,
          sender,
          Instant.ofEpochMilli(Long.parseLong(millis)),
          kind,
          content == null || kind == MessageKind.DELETION ? "" : content,
          null,
          null);
    } catch (DateTimeException | NumberFormatException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not epoch milliseconds");
    }
  }

  private static MessageKind kind(JsonNode message, String sender, String content) {
    if (message.path("is_unsent").asBoolean() || message.path("isUnsent").asBoolean()) {
      return MessageKind.DELETION;
    }
    String type = has(message, "type") ? text(message, "type") : "";
    if (type.equalsIgnoreCase("call") || has(message, "call_duration")) {
      return MessageKind.CALL;
    }
    if (SERVICE.contains(type.toLowerCase(Locale.ROOT))) {
      return MessageKind.SYSTEM;
    }
    if (content != null && !content.isEmpty()) {
      return MessengerSentence.kind(sender, content);
    }
    for (String attachment : ATTACHMENTS) {
      if (has(message, attachment)) {
        return MessageKind.MEDIA;
      }
    }
    return MessageKind.TEXT;
  }

  private static String either(JsonNode message, String snakeCase, String camelCase) {
    return has(message, snakeCase) ? text(message, snakeCase) : text(message, camelCase);
  }
}
