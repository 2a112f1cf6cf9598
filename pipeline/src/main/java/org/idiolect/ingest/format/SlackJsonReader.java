package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one day of a Slack export: {@code CHANNEL/2024-05-01.json}, an array of messages.
 *
 * <p>The folder names the conversation, since a day does not. {@code ts}, seconds with six decimal
 * places, is both the time and the id within a channel. Subtypes other than a handful were not
 * typed; so is what carries a bot's id.
 */
final class SlackJsonReader extends JsonMessageReader {
  private static final Set<String> TYPED = Set.of("me_message", "thread_broadcast", "file_share");

  /** How old exports tell of a file, around what the person wrote about it. */
  private static final Pattern FILE_SENTENCE =
      Pattern.compile("<@[UW]\\w+(?:\\|[^>]*)?> (?:uploaded|shared) a file: ");

  private final String channel;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.isArray()
            && head.hasElements("ts", "text")
            && head.hasAnyElement("user", "subtype", "bot_id"));
  }

  static SlackJsonReader open(ExportInput input, FormatConfig config) throws IOException {
    return new SlackJsonReader(input.openText(), input.place().folder());
  }

  /**
   * @param folder the folder of the file; null when it lies in none
   */
  private SlackJsonReader(Reader text, String folder) throws IOException {
    super(text);
    this.channel = folder;
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode element) {
    // Exports with the history tell of an edit in an element of its own, around the new message.
    JsonNode message =
        "message_changed".equals(text(element, "subtype")) && element.path("message").isObject()
            ? element.path("message")
            : element;
    String ts = text(message, "ts");
    if (ts == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'ts'");
    }
    try {
      String thread = text(message, "thread_ts");
      String edited = text(message.path("edited"), "ts");
      MessageKind kind = kind(message);
      return new ParsedMessage(
          position,
          channel,
          ts,
          text(message, "user"),
          name(message),
          EpochTime.ofSeconds(ts),
          kind,
          kind == MessageKind.DELETION || !has(message, "text")
              ? ""
              : SlackText.of(text(message, "text")),
          ts.equals(thread) ? null : thread,
          edited == null ? null : EpochTime.ofSeconds(edited));
    } catch (DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a 'ts' is not epoch seconds");
    }
  }

  private static MessageKind kind(JsonNode message) {
    String subtype = text(message, "subtype");
    if ("tombstone".equals(subtype)) {
      return MessageKind.DELETION;
    }
    if ("huddle_thread".equals(subtype)) {
      return MessageKind.CALL;
    }
    if (subtype != null && !TYPED.contains(subtype) || has(message, "bot_id")) {
      return MessageKind.SYSTEM;
    }
    if (has(message, "text")) {
      boolean announced = FILE_SENTENCE.matcher(text(message, "text")).lookingAt();
      return announced ? MessageKind.MEDIA : MessageKind.TEXT;
    }
    boolean attached = has(message, "files") || has(message, "attachments");
    return attached ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private static String name(JsonNode message) {
    String shown = shownName(message.path("user_profile"));
    return shown == null ? text(message, "user") : shown;
  }

  /** The name that Slack shows of a profile; null when it has none. */
  static String shownName(JsonNode profile) {
    for (String field : new String[] {"display_name", "real_name", "name"}) {
      if (has(profile, field)) {
        return text(profile, field);
      }
    }
    return null;
  }
}
