package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The decoded start of a file, by which its format is told; may end in the middle of anything.
 *
 * <p>Formats answer how alike it is to them: {@link #CERTAIN} for a structure that nothing else
 * has, a number of matching lines where only the grammar of lines tells, {@link #NOT}.
 */
final class Head {
  static final int CERTAIN = Integer.MAX_VALUE;
  static final int NOT = 0;

  /** A generic format yields to any that knows more about the file. */
  static final int GENERIC = 1;

  /** WhatsApp's lines begin with a bracket too. */
  private static final Pattern JSON_ARRAY = Pattern.compile("\\[\\s*\\{");

  private final String text;
  private final List<String> lines;
  private final Set<String> rootKeys = new TreeSet<>();
  private final Set<String> elementKeys = new TreeSet<>();

  Head(String text) {
    this.text = text.stripLeading();
    this.lines = text.lines().toList();
    if (isJson()) {
      collectKeys();
    }
  }

  static int certainIf(boolean alike) {
    return alike ? CERTAIN : NOT;
  }

  /** The text from its first character that is no white space. */
  String text() {
    return text;
  }

  boolean isJson() {
    return text.startsWith("{") || JSON_ARRAY.matcher(text).lookingAt();
  }

  /** Number of lines of a text that is no JSON for which that holds. */
  int countLines(Predicate<String> holds) {
    return isJson() ? NOT : (int) lines.stream().filter(holds).count();
  }

  /** The first line that is not blank; empty when there is none. */
  String firstLine() {
    return lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  /** Whether the root is an object with all these fields, as far as the head goes. */
  boolean hasRoot(String... keys) {
    return rootKeys.containsAll(List.of(keys));
  }

  /** Whether the root is an array. */
  boolean isArray() {
    return isJson() && text.startsWith("[");
  }

  /** Whether the objects in an array of the root, or in the root array, have all these fields. */
  boolean hasElements(String... keys) {
    return elementKeys.containsAll(List.of(keys));
  }

  boolean hasAnyElement(String... keys) {
    return List.of(keys).stream().anyMatch(elementKeys::contains);
  }

  boolean hasAnyRoot(String... keys) {
    return List.of(keys).stream().anyMatch(rootKeys::contains);
  }

  private void collectKeys() {
    try (JsonParser parser = JsonElements.open(new TelegramEscapes(new StringReader(text)))) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        collectElementKeys(parser);
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        rootKeys.add(parser.getCurrentName());
        if (parser.nextToken() == JsonToken.START_ARRAY) {
          collectElementKeys(parser);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException endOfHead) {
      // What was collected before the head ended is the answer.
    }
  }

  private void collectElementKeys(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          elementKeys.add(parser.getCurrentName());
          parser.nextToken();
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
    }
  }
}
