package org.idiolect.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports written inline in tests, and what a reader makes of them. */
final class Exports {
  /** A Saturday. */
  static final Instant MODIFIED = Instant.parse("2021-03-20T18:00:00Z");

  static final IngestConfig CONFIG = IngestConfig.defaults().withLatestFixed(MODIFIED);

  private Exports() {}

  /** What was read: messages as {@code author|time|kind|text}, rejects as {@code line: reason}. */
  record Read(List<ParsedMessage> messages, List<Reject> rejects, String status) {
    List<String> texts() {
      return messages.stream().map(ParsedMessage::text).toList();
    }

    List<String> authors() {
      return messages.stream().map(ParsedMessage::author).toList();
    }

    List<MessageKind> kinds() {
      return messages.stream().map(ParsedMessage::kind).toList();
    }

    List<Instant> times() {
      return messages.stream().map(ParsedMessage::sentAt).toList();
    }

    List<RejectReason> reasons() {
      return rejects.stream().map(Reject::reason).toList();
    }
  }

  static Read read(Format format, String content) {
    return read(format, content.getBytes(StandardCharsets.UTF_8), CONFIG);
  }

  static Read read(Format format, byte[] content, IngestConfig config) {
    ExportPart part =
        ExportPart.plain(
            format, CharsetSniffer.sniff(content), () -> new ByteArrayInputStream(content));
    PartReading reading = new PartReading(part, MODIFIED.toEpochMilli(), config);
    List<ParsedMessage> messages = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    for (Event event = reading.next(); event != null; event = reading.next()) {
      if (event instanceof ParsedMessage message) {
        messages.add(message);
      } else if (event instanceof Reject reject) {
        rejects.add(reject);
      }
    }
    return new Read(messages, rejects, reading.finish().statusText());
  }

  static Optional<Format> sniff(String content) {
    return new FormatSniffer(CONFIG).sniff(content);
  }

  /** All events of a reader without the checks that formats share. */
  static List<Event> rawEvents(Format format, String content) {
    try (ExportReader reader = ExportReader.open(format, input(content), CONFIG)) {
      List<Event> events = new ArrayList<>();
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExportInput input(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new ExportInput(
        () -> new ByteArrayInputStream(bytes),
        StandardCharsets.UTF_8,
        MODIFIED,
        replaced -> {},
        null);
  }
}
