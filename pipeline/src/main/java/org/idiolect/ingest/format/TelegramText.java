package org.idiolect.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;

/** Telegram's {@code text} field: {@code ["see ", {"type": "link", "text": "x"}]} is "see x". */
final class TelegramText {
  private TelegramText() {}

  static String of(JsonNode text) {
    if (text == null || text.isNull()) {
      return "";
    }
    if (!text.isArray()) {
      return text.asText();
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode part : text) {
      joined.append(part.isObject() ? part.path("text").asText() : part.asText());
    }
    return joined.toString();
  }
}
