package org.idiolect.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Tells the format of an export from its first characters, whatever its name is. */
final class FormatSniffer {
  /** Bytes of a file that are looked at. */
  static final int HEAD_BYTES = 1 << 16;

  private static final Set<String> TELEGRAM_ACCOUNT_KEYS =
      Set.of("chats", "left_chats", "personal_information", "frequent_contacts");
  private static final Set<String> TELEGRAM_MESSAGE_KEYS =
      Set.of("from", "from_id", "date_unixtime", "actor", "text_entities");

  /** WhatsApp's lines begin with a bracket too. */
  private static final Pattern JSON_ARRAY = Pattern.compile("\\[\\s*\\{");

  private final IngestConfig config;

  FormatSniffer(IngestConfig config) {
    this.config = config;
  }

  /**
   * @param head the decoded start of the file; may end in the middle of anything
   */
  Optional<Format> sniff(String head) {
    String trimmed = head.stripLeading();
    if (trimmed.startsWith("{") || JSON_ARRAY.matcher(trimmed).lookingAt()) {
      return sniffJson(trimmed);
    }
    List<String> lines = head.lines().toList();
    String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    if (CsvHeader.names(first, config)) {
      return Optional.of(Format.CSV);
    }
    return sniffText(lines);
  }

  private Optional<Format> sniffText(List<String> lines) {
    long whatsApp =
        lines.stream()
            .map(WhatsAppHeader::of)
            .filter(header -> header != null && header.rest().indexOf(':') > 0)
            .count();
    long paste =
        lines.stream()
            .map(PasteTime.PATTERN::matcher)
            .filter(match -> match.find() && match.start() > 0)
            .count();
    if (whatsApp == 0 && paste == 0) {
      return Optional.empty();
    }
    return Optional.of(whatsApp >= paste ? Format.WHATSAPP_TEXT : Format.DISCORD_PASTE);
  }

  private Optional<Format> sniffJson(String head) {
    Set<String> rootKeys = new TreeSet<>();
    Set<String> messageKeys = new TreeSet<>();
    collectKeys(head, rootKeys, messageKeys);
    if (rootKeys.contains("guild") || rootKeys.contains("channel")) {
      return Optional.of(Format.DISCORD_JSON);
    }
    if (rootKeys.isEmpty()) {
      return sniffArray(messageKeys);
    }
    if (messageKeys.containsAll(Set.of("sender_name", "timestamp_ms"))
        || messageKeys.containsAll(Set.of("senderName", "timestamp"))) {
      return Optional.of(Format.MESSENGER_JSON);
    }
    boolean telegramChat =
        rootKeys.contains("messages")
            && (rootKeys.contains("type")
                || messageKeys.stream().anyMatch(TELEGRAM_MESSAGE_KEYS::contains));
    if (telegramChat || rootKeys.stream().anyMatch(TELEGRAM_ACCOUNT_KEYS::contains)) {
      return Optional.of(Format.TELEGRAM_JSON);
    }
    return isJsonLine(head) ? Optional.of(Format.JSONL) : Optional.empty();
  }

  /** What a document is whose root is an array of elements with these keys. */
  private static Optional<Format> sniffArray(Set<String> keys) {
    boolean slack =
        keys.contains("ts")
            && keys.contains("text")
            && (keys.contains("user") || keys.contains("subtype") || keys.contains("bot_id"));
    return slack ? Optional.of(Format.SLACK_JSON) : Optional.empty();
  }

  /** The keys of the root and of its messages, as far as the head goes; an array has no root. */
  private static void collectKeys(String head, Set<String> rootKeys, Set<String> messageKeys) {
    try (JsonParser parser = JsonElements.open(new TelegramEscapes(new StringReader(head)))) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        collectElementKeys(parser, messageKeys);
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.getCurrentName();
        rootKeys.add(key);
        JsonToken value = parser.nextToken();
        if (key.equals("messages") && value == JsonToken.START_ARRAY) {
          collectElementKeys(parser, messageKeys);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException endOfHead) {
      // What was collected before the head ended is the answer.
    }
  }

  private static void collectElementKeys(JsonParser parser, Set<String> keys) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          keys.add(parser.getCurrentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
  }

  /** Whether one of the first lines is an object with the time and text of a generic file. */
  private boolean isJsonLine(String head) {
    return head.lines().limit(20).anyMatch(this::isGenericObject);
  }

  private boolean isGenericObject(String line) {
    try {
      JsonNode row = JsonElements.parse(line);
      return row.has(config.sentAtColumn()) && row.has(config.textColumn());
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
