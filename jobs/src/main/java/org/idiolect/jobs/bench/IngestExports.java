package org.idiolect.jobs.bench;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.idiolect.jobs.samples.GenerateSamples;

/**
 * Writes one export of a format at any size, of invented texts, as the real exporter lays it out.
 * Equal arguments, equal bytes; constant memory.
 */
final class IngestExports {
  static final List<String> FORMATS =
      List.of("whatsapp-text", "discord-json", "telegram-json", "jsonl", "csv");

  private static final int TEXTS = 50_000;
  private static final long SEED = 20260314L;
  private static final DateTimeFormatter WHATSAPP =
      DateTimeFormatter.ofPattern("dd/MM/yyyy, HH:mm");

  private final List<String> texts = GenerateSamples.texts(SEED, TEXTS);
  private final String format;
  private LocalDateTime time = LocalDateTime.of(2012, 1, 13, 8, 0);

  private IngestExports(String format) {
    this.format = format;
  }

  /**
   * @return how many messages were written
   */
  static long write(Path file, String format, long bytes) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      return new IngestExports(format).write(out, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private long write(BufferedWriter out, long bytes) throws IOException {
    out.write(opening());
    long messages = 0;
    for (long written = 0; written < bytes; messages++) {
      // Quick answers; now and then the chat sleeps. A gibibyte ends before today.
      time = time.plusSeconds(messages % 2_000 == 1_999 ? 40_000 : 1 + messages * 7 % 8);
      String element = message(messages);
      out.write(element);
      written += element.length();
    }
    out.write(closing());
    return messages;
  }

  private String opening() {
    return switch (format) {
      case "discord-json" ->
          "{\n  \"guild\": {\n    \"id\": \"1\",\n    \"name\": \"G\"\n  },\n  \"channel\": {\n"
              + "    \"id\": \"77\",\n    \"type\": \"GuildTextChat\"\n  },\n  \"messages\": [";
      case "telegram-json" ->
          "{\n \"name\": \"Group\",\n \"type\": \"private_group\",\n \"id\": 9,\n \"messages\": [";
      case "csv" -> "conversation,sent_at,author,text\n";
      default -> "";
    };
  }

  private String closing() {
    return switch (format) {
      case "discord-json" -> "\n  ]\n}\n";
      case "telegram-json" -> "\n ]\n}\n";
      default -> "";
    };
  }

  private String message(long i) {
    String text = texts.get((int) (i * 31 % texts.size()));
    int author = (int) (i * i % 7 % 5);
    String comma = i == 0 ? "" : ",";
    return switch (format) {
      case "whatsapp-text" -> "%s - Person %d: %s\n".formatted(WHATSAPP.format(time), author, text);
      case "csv" ->
          "c%d,%s,Person %d,\"%s\"\n"
              .formatted(i / 5_000, time, author, text.replace("\"", "\"\""));
      case "jsonl" ->
          "{\"conversation\":\"c%d\",\"sent_at\":\"%sZ\",\"author\":\"Person %d\",\"text\":\"%s\"}\n"
              .formatted(i / 5_000, time, author, escaped(text));
      case "discord-json" -> comma + discord(i, author, escaped(text));
      default -> comma + telegram(i, author, escaped(text));
    };
  }

  private String discord(long i, int author, String text) {
    return """

        {
          "id": "%d",
          "type": "Default",
          "timestamp": "%s+00:00",
          "timestampEdited": null,
          "callEndedTimestamp": null,
          "isPinned": false,
          "content": "%s",
          "author": {
            "id": "4%d",
            "name": "person%d",
            "discriminator": "0000",
            "nickname": "Person %d",
            "color": null,
            "isBot": false,
            "roles": [],
            "avatarUrl": "avatars/person%d.png"
          },
          "attachments": [],
          "embeds": [],
          "stickers": [],
          "reactions": [],
          "mentions": [],
          "inlineEmojis": []
        }"""
        .formatted(1_000_000_000L + i, time, text, author, author, author, author);
  }

  private String telegram(long i, int author, String text) {
    return """

      {
       "id": %d,
       "type": "message",
       "date": "%s",
       "date_unixtime": "%d",
       "from": "Person %d",
       "from_id": "user4%d",
       "text": "%s",
       "text_entities": [
        {
         "type": "plain",
         "text": "%s"
        }
       ]
      }"""
        .formatted(i, time, time.toEpochSecond(ZoneOffset.UTC), author, author, text, text);
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
