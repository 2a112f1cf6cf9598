package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads {@code users.json} of a Slack export: the names of all members, of those who left and of
 * bots.
 */
final class SlackUsersReader extends JsonMessageReader {

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(
        head.isArray()
            && head.hasElements("id", "name", "profile")
            && head.hasAnyElement("team_id", "deleted", "is_bot"));
  }

  static SlackUsersReader open(ExportInput input, FormatConfig config) throws IOException {
    return new SlackUsersReader(input.openText());
  }

  private SlackUsersReader(Reader text) throws IOException {
    super(text);
  }

  @Override
  boolean enterField(String name, JsonParser parser) throws IOException {
    JsonElements.skipValue(parser);
    return false;
  }

  @Override
  Event toEvent(JsonNode user) {
    String id = text(user, "id");
    if (id == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no field 'id'");
    }
    String shown = SlackJsonReader.shownName(user.path("profile"));
    String name = shown == null ? SlackJsonReader.shownName(user) : shown;
    return new Profile(position, id, name == null ? id : name);
  }
}
