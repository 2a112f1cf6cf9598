package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.has;
import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads Mattermost's bulk export: one object a line, each post with the replies to it.
 *
 * <p>Messages have no ids; author and millisecond take their place within a channel. Direct
 * channels are named by their members. Posts of integrations and of the service count as filtered.
 */
final class MattermostReader extends JsonLineReader {
  private static final Set<String> HEADERS =
      Set.of(
          "version",
          "info",
          "scheme",
          "role",
          "team",
          "channel",
          "user",
          "bot",
          "emoji",
          "direct_channel");

  /** What older exports write as if the one who came or went had typed it. */
  private static final Pattern NOTICE =
      Pattern.compile(" (?:has )?(?:joined|left) the (?:channel|team)\\.");

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        anyLine(
            head,
            line ->
                has(line, "version") && "version".equals(text(line, "type"))
                    || line.path("post").has("create_at")
                    || line.path("direct_post").has("create_at")));
  }

  static MattermostReader open(ExportInput input, FormatConfig config) throws IOException {
    return new MattermostReader(input.openText(), config);
  }

  private MattermostReader(Reader text, FormatConfig config) {
    super(text, config);
  }

  @Override
  Event toEvent(long position, JsonNode line) {
    String type = text(line, "type");
    if ("post".equals(type) || "direct_post".equals(type)) {
      return post(position, line.path(type));
    }
    return type != null && HEADERS.contains(type)
        ? null
        : new Reject(position, RejectReason.NOT_A_MESSAGE, "a line of unknown type");
  }

  private Event post(long position, JsonNode post) {
    String channel = channel(post);
    if (channel == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "a post has no channel");
    }
    Event first = message(position, channel, post, null);
    String id = first instanceof ParsedMessage message ? message.nativeId() : null;
    for (JsonNode reply : post.path("replies")) {
      more.add(message(position, channel, reply, id));
    }
    return first;
  }

  private static Event message(long position, String channel, JsonNode post, String replyTo) {
    String user = text(post, "user");
    String millis = text(post, "create_at");
    if (user == null || millis == null) {
      String missing = user == null ? "user" : "create_at";
      return new Reject(position, RejectReason.MISSING_FIELD, "no field '" + missing + "'");
    }
    try {
      Instant sentAt = Instant.ofEpochMilli(Long.parseLong(millis));
      long edited = post.path("edit_at").asLong();
      MessageKind kind = kind(post, user);
      return new ParsedMessage(
          position,
          channel,
          user + " " + millis,
          user,
          user,
          sentAt,
          kind,
          has(post, "message") ? text(post, "message") : "",
          replyTo,
          edited == 0 ? null : Instant.ofEpochMilli(edited));
    } catch (DateTimeException | NumberFormatException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not epoch milliseconds");
    }
  }

  private static MessageKind kind(JsonNode post, String user) {
    String type = has(post, "type") ? text(post, "type") : "me";
    JsonNode props = post.path("props");
    if (type.equals("custom_calls")) {
      return MessageKind.CALL;
    }
    boolean integration =
        "true".equals(text(props, "from_webhook"))
            || "true".equals(text(props, "from_bot"))
            || "true".equals(text(props, "from_plugin"));
    if (!type.equals("me") || integration) {
      return MessageKind.SYSTEM;
    }
    String message = has(post, "message") ? text(post, "message") : "";
    if (message.startsWith(user) && NOTICE.matcher(message.substring(user.length())).matches()) {
      return MessageKind.SYSTEM;
    }
    return message.isBlank() && has(post, "attachments") ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  /** Team and name of a channel, or the members of a direct one; null when neither is there. */
  private static String channel(JsonNode post) {
    if (has(post, "channel")) {
      return text(post, "team") + "/" + text(post, "channel");
    }
    List<String> members = new ArrayList<>();
    for (JsonNode member : post.path("channel_members")) {
      members.add(member.asText());
    }
    members.sort(null);
    return members.isEmpty() ? null : "direct " + String.join(" ", members);
  }
}
