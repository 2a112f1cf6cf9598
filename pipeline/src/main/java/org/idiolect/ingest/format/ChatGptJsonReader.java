package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code conversations.json} of a ChatGPT export: an array of conversations, each a tree of
 * messages.
 *
 * <p>The messages from {@code current_node} up to the root are the conversation; what was asked or
 * answered anew beside them counts as filtered, as do hidden messages, instructions, tools and
 * their calls. The user is the owner of the export, {@code ingest.format.owner}. What the assistant
 * wrote counts as filtered too: a machine is nobody to learn a style from.
 *
 * <p>One conversation is in memory at a time, as a tree; the length of lines does not matter.
 */
final class ChatGptJsonReader extends JsonMessageReader {
  /** No name: an owner who is called assistant is still another author. */
  static final String ASSISTANT = "role:assistant";

  private static final Set<String> TYPED = Set.of("text", "multimodal_text");

  private final String owner;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.hasElements("mapping")
            && head.hasAnyElement("title", "create_time", "conversation_id")
            && (head.isArray() || head.hasRoot("conversations")));
  }

  static ChatGptJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new ChatGptJsonReader(input.openText(), config.owner());
  }

  private ChatGptJsonReader(Reader text, String owner) throws IOException {
    super(text);
    this.owner = owner;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    if (name.equals("conversations")) {
      return parser.nextToken() == JsonToken.START_ARRAY;
    }
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode conversation) {
    if (!conversation.path("mapping").isObject()) {
      return new Reject(position, RejectReason.MISSING_FIELD, "a conversation has no 'mapping'");
    }
    ChatGptTree tree = new ChatGptTree(conversation);
    List<JsonNode> path = tree.path();
    Instant before = time(text(conversation, "create_time"));
    List<Event> events = new ArrayList<>();
    position--; // Messages are counted, not conversations.
    for (JsonNode message : path) {
      Event event = event(++position, tree.id(), message, before, true);
      before = event instanceof ParsedMessage read ? read.sentAt() : before;
      events.add(event);
    }
    for (JsonNode message : tree.besides(path)) {
      events.add(event(++position, tree.id(), message, before, false));
    }
    more.addAll(events);
    return more.poll();
  }

  private Event event(
      long place, String conversation, JsonNode message, Instant before, boolean onPath) {
    String role = text(message.path("author"), "role");
    String written = text(message, "create_time");
    Instant sentAt = written == null ? before : time(written);
    if (sentAt == null) {
      return written == null
          ? new Reject(place, RejectReason.MISSING_FIELD, "no field 'create_time'")
          : new Reject(place, RejectReason.TIMESTAMP, "a 'create_time' is not epoch seconds");
    }
    MessageKind kind = onPath ? kind(message, role) : MessageKind.SYSTEM;
    boolean user = "user".equals(role);
    return new ParsedMessage(
        place,
        conversation,
        text(message, "id"),
        user ? owner : ASSISTANT,
        user ? owner : "assistant",
        sentAt,
        kind,
        typed(message.path("content")),
        null,
        null);
  }

  private static MessageKind kind(JsonNode message, String role) {
    JsonNode content = message.path("content");
    String type = text(content, "content_type");
    boolean hidden =
        message.path("metadata").path("is_visually_hidden_from_conversation").asBoolean();
    String recipient = text(message, "recipient");
    boolean toTool = recipient != null && !recipient.equals("all");
    if (!"user".equals(role) || hidden || toTool || type != null && !TYPED.contains(type)) {
      return MessageKind.SYSTEM;
    }
    boolean attached = false;
    for (JsonNode part : content.path("parts")) {
      attached |= part.isObject();
    }
    return attached && typed(content).isBlank() ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  /** The parts that are strings; others point to pictures, files and speech. */
  private static String typed(JsonNode content) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : content.path("parts")) {
      if (part.isTextual() && !part.asText().isEmpty()) {
        parts.add(part.asText());
      }
    }
    return String.join("\n", parts);
  }

  private static Instant time(String seconds) {
    try {
      return seconds == null ? null : EpochTime.ofSeconds(seconds);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
