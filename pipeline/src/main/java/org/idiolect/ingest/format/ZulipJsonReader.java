package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/**
 * Reads {@code messages-000001.json} of a Zulip organisation's export: rows of its database.
 *
 * <p>A topic of a channel is a conversation. People and channels are numbers, their names stand in
 * another file. Of a direct message the row names the one who gets it, so that each direction of a
 * talk of two is a conversation of its own, unless the organisation is new enough to keep one.
 */
final class ZulipJsonReader extends JsonMessageReader {
  /** {@code @_**Ann|12** [said](...):} and a fenced quote, which Zulip writes for a reply. */
  private static final Pattern QUOTE =
      Pattern.compile(
          "@_\\*\\*[^*\\n]+\\*\\* \\[[^\\]\\n]+\\]\\([^)\\n]+\\):\\n(`{3,})quote\\n.*?\\n\\1(?:\\n|\\z)",
          Pattern.DOTALL);

  private static final Pattern UPLOADS =
      Pattern.compile("(?:!?\\[[^\\]\\n]*\\]\\(/user_uploads/[^)\\s]+\\)\\s*)+");

  /** Zulip's number for what it says itself when a topic is resolved. */
  private static final int RESOLVED = 2;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(head.hasRoot("zerver_message"));
  }

  static ZulipJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new ZulipJsonReader(input.openText());
  }

  private ZulipJsonReader(Reader text) throws IOException {
    super(text);
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    if (name.equals("zerver_message")) {
      return parser.nextToken() == JsonToken.START_ARRAY;
    }
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode row) {
    String sent = text(row, "date_sent");
    if (sent == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'date_sent'");
    }
    try {
      String content = has(row, "content") ? text(row, "content") : "";
      MessageKind kind = kind(row, content);
      String edited = text(row, "last_edit_time");
      return new ParsedMessage(
          position,
          has(row, "recipient") ? conversation(row) : null,
          text(row, "id"),
          text(row, "sender"),
          text(row, "sender"),
          EpochTime.ofSeconds(sent),
          kind,
          kind == MessageKind.TEXT ? QUOTE.matcher(content).replaceAll("") : "",
          null,
          edited == null ? null : EpochTime.ofSeconds(edited));
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not epoch seconds");
    }
  }

  private static String conversation(JsonNode row) {
    String topic = has(row, "subject") ? text(row, "subject") : "";
    return topic.isEmpty() ? text(row, "recipient") : text(row, "recipient") + "/" + topic;
  }

  private static MessageKind kind(JsonNode row, String content) {
    if (row.path("type").asInt() == RESOLVED) {
      return MessageKind.SYSTEM;
    }
    if (content.equals("(deleted)")) {
      return MessageKind.DELETION;
    }
    return UPLOADS.matcher(content).matches() ? MessageKind.MEDIA : MessageKind.TEXT;
  }
}
