package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads {@code messages.json} of Google Takeout's Google Chat.
 *
 * <p>Times are sentences in the language of the account ({@link GoogleChatTime}). Ids are {@code
 * space/topic/message}; the first message of a topic has the topic's id. A deleted message may lack
 * its time, then it is as old as what is before it.
 */
final class GoogleChatReader extends JsonMessageReader {
  private final String folder;
  private final GoogleChatTime times = new GoogleChatTime();
  private Instant last;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.hasRoot("messages")
            && head.hasElements("message_id")
            && head.hasAnyElement("created_date", "topic_id", "message_state"));
  }

  static GoogleChatReader open(ExportInput input, FormatConfig config) throws IOException {
    return new GoogleChatReader(input);
  }

  private GoogleChatReader(ExportInput input) throws IOException {
    super(input.openText());
    this.folder = input.place().folder();
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
    MessageKind kind = kind(message);
    String created = text(message, "created_date");
    if (created == null && (kind != MessageKind.DELETION || last == null)) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'created_date'");
    }
    Instant sentAt = created == null ? last : times.parse(created);
    if (sentAt == null) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a 'created_date' is a date in no known language");
    }
    last = sentAt;
    JsonNode creator = message.path("creator");
    String id = text(message, "message_id");
    String edited = text(message, "updated_date");
    return new ParsedMessage(
        position,
        id != null && id.indexOf('/') > 0 ? id.substring(0, id.indexOf('/')) : folder,
        id,
        text(creator, has(creator, "email") ? "email" : "name"),
        text(creator, "name"),
        sentAt,
        kind,
        kind == MessageKind.TEXT && has(message, "text") ? text(message, "text") : "",
        replyTo(message, id),
        edited == null ? null : times.parse(edited));
  }

  private static MessageKind kind(JsonNode message) {
    if ("DELETED".equals(text(message, "message_state"))
        || has(message, "deletion_metadata")
        || has(message, "deleted_date")) {
      return MessageKind.DELETION;
    }
    if ("Bot".equalsIgnoreCase(text(message.path("creator"), "user_type"))) {
      return MessageKind.SYSTEM;
    }
    boolean shown = has(message, "attached_files") || has(message, "annotations");
    return !has(message, "text") && shown ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private static String replyTo(JsonNode message, String id) {
    JsonNode quoted = message.path("quoted_message_metadata");
    if (has(quoted, "message_id")) {
      return text(quoted, "message_id");
    }
    String[] steps = id == null ? new String[0] : id.split("/");
    boolean answers = steps.length == 3 && !steps[1].equals(steps[2]);
    return answers ? steps[0] + "/" + steps[1] + "/" + steps[1] : null;
  }
}
