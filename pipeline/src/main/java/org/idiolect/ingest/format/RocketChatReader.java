package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a room of Rocket.Chat's export: one message a line, without ids.
 *
 * <p>The file is named after its room. By default the export hides other people behind {@code
 * User_2}, counted anew each time: such a name means nobody outside of its room.
 */
final class RocketChatReader extends JsonLineReader {
  private static final Set<String> CALLS = Set.of("videoconf", "jitsi_call_started");
  private static final Pattern HIDDEN = Pattern.compile("User_\\d+");

  /** The link to a quoted message, invisible to people, before what they typed. */
  private static final Pattern QUOTE_LINK = Pattern.compile("\\A(?:\\[ \\]\\([^)\\s]+\\)\\s*)+");

  private final String room;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        anyLine(head, line -> line.has("msg") && line.has("username") && line.has("ts")));
  }

  static RocketChatReader open(ExportInput input, FormatConfig config) throws IOException {
    return new RocketChatReader(input, config);
  }

  private RocketChatReader(ExportInput input, FormatConfig config) throws IOException {
    super(input.openText(), config);
    String room = input.place().name().replaceFirst("\\.json$", "");
    this.room = room.isEmpty() ? null : room;
  }

  @Override
  Event toEvent(long position, JsonNode message) {
    String ts = text(message, "ts");
    if (ts == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'ts'");
    }
    try {
      String typed = has(message, "msg") ? text(message, "msg") : "";
      MessageKind kind = kind(message, typed);
      String name = text(message, "username");
      boolean hidden = name != null && HIDDEN.matcher(name).matches();
      return new ParsedMessage(
          position,
          room,
          null,
          hidden ? name + " in " + room : name,
          name,
          GenericTime.parse(ts, ZoneOffset.UTC),
          kind,
          kind == MessageKind.TEXT ? QUOTE_LINK.matcher(typed).replaceFirst("") : "",
          null,
          null);
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a 'ts' is not ISO 8601");
    }
  }

  private static MessageKind kind(JsonNode message, String typed) {
    String type = text(message, has(message, "type") ? "type" : "t");
    if ("rm".equals(type)) {
      return MessageKind.DELETION;
    }
    if (type != null && CALLS.contains(type)) {
      return MessageKind.CALL;
    }
    if (type != null && !type.isEmpty()) {
      return MessageKind.SYSTEM;
    }
    return typed.isBlank() && has(message, "attachments") ? MessageKind.MEDIA : MessageKind.TEXT;
  }
}
