package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The first walk through a Matrix room: the last edit of each message, and the members' names. */
final class MatrixEdits extends JsonMessageReader {
  private static final Set<String> EVENTS = Set.of("messages", "chunk", "events");

  private final Map<String, Edit> edits = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** What a message became. */
  record Edit(String sender, String text, Instant at) {}

  MatrixEdits(Reader text) throws IOException {
    super(text);
  }

  /** Reads to the end, or to where the document breaks: the second walk tells of that. */
  void collect() throws IOException {
    while (next() instanceof ParsedMessage) {
      throw new IllegalStateException("the first walk hands out no messages");
    }
  }

  static boolean enterEvents(String name, JsonParser parser) throws IOException {
    if (EVENTS.contains(name)) {
      return parser.nextToken() == JsonToken.START_ARRAY;
    }
    JsonElements.skipValue(parser);
    return false;
  }

  static boolean isEdit(JsonNode event) {
    return "m.replace".equals(text(event.path("content").path("m.relates_to"), "rel_type"));
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    return enterEvents(name, parser);
  }

  @Override
  Event toEvent(JsonNode event) {
    if (isEdit(event)) {
      String target = text(event.path("content").path("m.relates_to"), "event_id");
      Edit edit = edit(event);
      if (target != null && edit != null) {
        edits.merge(
            key(target, edit.sender), edit, (one, other) -> one.at.isAfter(other.at) ? one : other);
      }
    } else if ("m.room.member".equals(text(event, "type"))) {
      String name = text(event.path("content"), "displayname");
      if (name != null && !name.isBlank() && text(event, "state_key") != null) {
        names.put(text(event, "state_key"), name);
      }
    }
    return null;
  }

  /** The last edit of a message by the one who wrote it; null for none. */
  Edit of(JsonNode message) {
    String sender = text(message, "sender");
    Edit edit = edits.get(key(text(message, "event_id"), sender));
    if (edit == null) {
      // Servers put the last edit beside the message; Element writes it there only.
      edit = edit(message.path("unsigned").path("m.relations").path("m.replace"));
    }
    return edit == null || !edit.sender.equals(sender) ? null : edit;
  }

  /** The name of a member; the id where none is written. */
  String name(String sender) {
    return names.getOrDefault(sender, sender);
  }

  /** Only the one who wrote a message can edit it. */
  private static String key(String target, String sender) {
    return target + ' ' + sender;
  }

  private static Edit edit(JsonNode event) {
    String text = text(event.path("content").path("m.new_content"), "body");
    JsonNode millis = event.path("origin_server_ts");
    String sender = text(event, "sender");
    return text == null || sender == null || !millis.canConvertToLong()
        ? null
        : new Edit(sender, text, Instant.ofEpochMilli(millis.asLong()));
  }
}
