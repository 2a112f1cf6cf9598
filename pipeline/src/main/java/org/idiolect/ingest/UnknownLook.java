package org.idiolect.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.idiolect.ingest.format.CsvHeader;
import org.idiolect.ingest.format.JsonElements;

/** Says what a text in no known format looks like, and how its columns can be mapped. */
final class UnknownLook {
  private static final int MOST_NAMES = 8;
  private static final int MOST_NAME_CHARS = 40;
  private static final String HOW =
      ": name them with --set ingest.format.conversation-column=..., ingest.format.sent-at-column=...,"
          + " ingest.format.author-column=..., ingest.format.text-column=...";

  private UnknownLook() {}

  /** A sentence; empty for what is no text, such as a photo. */
  static String of(String head) {
    String text = head.strip();
    if (text.isEmpty() || text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) {
      return "";
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      List<String> keys = keys(text);
      return keys.isEmpty()
          ? "looks like JSON without fields"
          : "looks like JSON with the fields "
              + String.join(", ", keys)
              + HOW
              + " (one object a line)";
    }
    if (text.startsWith("<")) {
      return "looks like a web page or XML of no known exporter";
    }
    String first = text.lines().findFirst().orElse("");
    String[] cells = first.split(Pattern.quote("" + (char) CsvHeader.separator(first)));
    if (cells.length >= 3 && Arrays.stream(cells).allMatch(UnknownLook::isName)) {
      return "looks like a table with the columns "
          + String.join(", ", Arrays.stream(cells).limit(MOST_NAMES).map(String::strip).toList())
          + HOW;
    }
    return "looks like text without lines that begin a message";
  }

  private static boolean isName(String cell) {
    String name = cell.strip();
    return !name.isEmpty()
        && name.length() <= MOST_NAME_CHARS
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static List<String> keys(String json) {
    Set<String> keys = new LinkedHashSet<>();
    try (JsonParser parser = JsonElements.open(new StringReader(json))) {
      int depth = 0;
      for (JsonToken token = parser.nextToken();
          token != null && keys.size() < MOST_NAMES;
          token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.FIELD_NAME && depth <= 2 && isName(parser.getCurrentName())) {
          keys.add(parser.getCurrentName());
        }
      }
    } catch (IOException endOfHead) {
      // What was seen before the head ended is the answer.
    }
    return List.copyOf(keys);
  }
}
