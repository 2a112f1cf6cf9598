package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;

/** JSON as exporters write it: streamed to each element, then read element by element. */
public final class JsonElements {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_CHARS = 1 << 26;

  private static final ObjectMapper MAPPER = mapper();

  private JsonElements() {}

  /** A parser with the limits that all exports share. */
  public static JsonParser open(Reader text) throws IOException {
    return MAPPER.createParser(text);
  }

  /** One whole document, for instance a line of a JSON Lines file. */
  static JsonNode parse(String document) throws IOException {
    return MAPPER.readTree(document);
  }

  /** The value at the parser's current token, as a tree. */
  static JsonNode element(JsonParser parser) throws IOException {
    return MAPPER.readTree(parser);
  }

  /** The text of a scalar field; null when the field is missing, null, or no scalar. */
  static String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }

  /** Whether a field holds something: not missing, null, false, nor an empty text or container. */
  static boolean has(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return false;
    }
    return value.isContainerNode() ? !value.isEmpty() : !value.asText().isEmpty();
  }

  /** Skips the value of the field that the parser stands on. */
  static void skipValue(JsonParser parser) throws IOException {
    if (parser.nextToken() != null && parser.currentToken() != JsonToken.END_OBJECT) {
      parser.skipChildren();
    }
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(
                com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING_CHARS)
                .build());
    return mapper;
  }
}
