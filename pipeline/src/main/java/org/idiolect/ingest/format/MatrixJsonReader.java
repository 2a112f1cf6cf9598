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
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a Matrix room as Element's "Export chat" writes it, {@code {room_name, ..., messages:
 * [event, ...]}}; also matrix-archive's array of messages, and a page of events as a server gives
 * it ({@code chunk}).
 *
 * <p>An edit is an event of its own that counts as filtered; its text replaces that of the message
 * it names. Since edits and names of members may lie anywhere, the document is walked through
 * twice; those, and one event, are in memory. What could not be decrypted counts as filtered.
 */
final class MatrixJsonReader extends JsonMessageReader {
  /** What older clients put before a reply: the answered message, quoted. */
  private static final Pattern QUOTED_REPLY =
      Pattern.compile("\\A> (?:\\* )?<@[^>\\n]*>[^\\n]*(?:\\n>[^\\n]*)*\\n\\n?");

  private static final Set<String> TYPED = Set.of("m.text", "m.emote");
  private static final Set<String> MEDIA =
      Set.of("m.image", "m.file", "m.audio", "m.video", "m.location");
  private static final Set<String> SHOWN =
      Set.of("m.sticker", "m.poll.start", "org.matrix.msc3381.poll.start");

  private final MatrixEdits edits;

  static int likeness(Head head, FormatConfig config) {
    boolean events =
        head.hasElements("event_id", "sender", "content")
            && head.hasAnyElement("origin_server_ts", "timestamp");
    return Head.certainIf(events || head.hasRoot("room_name", "room_creator", "exported_by"));
  }

  static MatrixJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    try (MatrixEdits edits = new MatrixEdits(input.openText())) {
      edits.collect();
      return new MatrixJsonReader(input.openText(), edits);
    }
  }

  private MatrixJsonReader(Reader text, MatrixEdits edits) throws IOException {
    super(text);
    this.edits = edits;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    return MatrixEdits.enterEvents(name, parser);
  }

  @Override
  Event toEvent(JsonNode event) {
    try {
      Instant sentAt = sentAt(event);
      if (sentAt == null) {
        return new Reject(position, RejectReason.MISSING_FIELD, "no field 'origin_server_ts'");
      }
      String sender = text(event, "sender");
      MessageKind kind = kind(event);
      MatrixEdits.Edit edit = kind == MessageKind.TEXT ? edits.of(event) : null;
      return new ParsedMessage(
          position,
          text(event, "room_id"),
          text(event, "event_id"),
          sender,
          edits.name(sender),
          sentAt,
          kind,
          edit == null ? typed(event, kind) : edit.text(),
          replyTo(event.path("content").path("m.relates_to")),
          edit == null ? null : edit.at());
    } catch (DateTimeException | NumberFormatException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not epoch milliseconds");
    }
  }

  private static Instant sentAt(JsonNode event) {
    String millis = text(event, "origin_server_ts");
    if (millis != null) {
      return Instant.ofEpochMilli(Long.parseLong(millis));
    }
    String timestamp = text(event, "timestamp");
    return timestamp == null ? null : GenericTime.parse(timestamp, ZoneOffset.UTC);
  }

  private static MessageKind kind(JsonNode event) {
    String type = has(event, "type") ? text(event, "type") : "m.room.message";
    JsonNode content = event.path("content");
    JsonNode unsigned = event.path("unsigned");
    if (type.equals("m.reaction")) {
      return MessageKind.REACTION;
    }
    if (type.equals("m.call.invite")) {
      return MessageKind.CALL;
    }
    boolean redacted = has(unsigned, "redacted_because") || has(unsigned, "redacted_by");
    boolean message = type.equals("m.room.message") || type.equals("m.room.encrypted");
    if (message && (redacted || content.isEmpty())) {
      return MessageKind.DELETION;
    }
    if (SHOWN.contains(type)) {
      return MessageKind.MEDIA;
    }
    return type.equals("m.room.message") && !MatrixEdits.isEdit(event)
        ? kindOfContent(content)
        : MessageKind.SYSTEM;
  }

  private static MessageKind kindOfContent(JsonNode content) {
    String type = text(content, "msgtype");
    if (type != null && TYPED.contains(type)) {
      return MessageKind.TEXT;
    }
    if (type == null || !MEDIA.contains(type)) {
      return MessageKind.SYSTEM; // m.notice is what bots write.
    }
    String fileName = text(content, "filename");
    boolean captioned = fileName != null && !fileName.equals(text(content, "body"));
    return captioned && has(content, "body") ? MessageKind.TEXT : MessageKind.MEDIA;
  }

  private static String typed(JsonNode event, MessageKind kind) {
    JsonNode content = event.path("content");
    String body = text(content, "body");
    if (kind != MessageKind.TEXT || body == null) {
      return "";
    }
    boolean reply = has(content.path("m.relates_to"), "m.in_reply_to");
    return reply ? QUOTED_REPLY.matcher(body).replaceFirst("") : body;
  }

  /** In a thread, the message that it began with, unless another one was answered. */
  private static String replyTo(JsonNode relation) {
    boolean inThread = "m.thread".equals(text(relation, "rel_type"));
    return inThread && relation.path("is_falling_back").asBoolean()
        ? text(relation, "event_id")
        : text(relation.path("m.in_reply_to"), "event_id");
  }
}
