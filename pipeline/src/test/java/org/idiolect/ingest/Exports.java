package org.idiolect.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.ExportInput;
import org.idiolect.ingest.format.ExportPlace;
import org.idiolect.ingest.format.ExportReader;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.FormatConfig;
import org.idiolect.ingest.format.MessageKind;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.Reject;
import org.idiolect.ingest.format.RejectReason;

/** Exports written inline in tests, and what a reader makes of them. */
public final class Exports {
  /** A Saturday. */
  public static final Instant MODIFIED = Instant.parse("2021-03-20T18:00:00Z");

  public static final IngestConfig CONFIG = IngestConfig.defaults().withLatestFixed(MODIFIED);

  private Exports() {}

  /** What was read: messages as {@code author|time|kind|text}, rejects as {@code line: reason}. */
  public record Read(List<ParsedMessage> messages, List<Reject> rejects, String status) {
    public List<String> texts() {
      return messages.stream().map(ParsedMessage::text).toList();
    }

    public List<String> authors() {
      return messages.stream().map(ParsedMessage::author).toList();
    }

    public List<MessageKind> kinds() {
      return messages.stream().map(ParsedMessage::kind).toList();
    }

    public List<Instant> times() {
      return messages.stream().map(ParsedMessage::sentAt).toList();
    }

    public List<RejectReason> reasons() {
      return rejects.stream().map(Reject::reason).toList();
    }
  }

  public static Read read(Format format, String content) {
    return read(format, content.getBytes(StandardCharsets.UTF_8), CONFIG);
  }

  public static Read read(Format format, byte[] content, IngestConfig config) {
    ExportPart part =
        ExportPart.plain(
            format, CharsetSniffer.sniff(content), () -> new ByteArrayInputStream(content));
    return read(new PartReading(part, MODIFIED.toEpochMilli(), config));
  }

  /** The first export in a file. */
  public static Read read(Path file) throws IOException {
    return read(file, CONFIG);
  }

  public static Read read(Path file, IngestConfig config) throws IOException {
    Configuration hadoop = new Configuration();
    ExportFile export = ExportLister.list(List.of(file.toString()), hadoop).get(0);
    try (PartCursor parts = new ExportParts(config, hadoop).open(export);
        PartReading reading = new PartReading(parts.next(), MODIFIED.toEpochMilli(), config)) {
      return read(reading);
    }
  }

  /** The conversations of all messages below a folder, in the order of its files. */
  public static List<String> conversations(Path folder) throws IOException {
    Configuration hadoop = new Configuration();
    List<String> conversations = new ArrayList<>();
    for (ExportFile export : ExportLister.list(List.of(folder.toString()), hadoop)) {
      try (PartCursor parts = new ExportParts(CONFIG, hadoop).open(export);
          PartReading reading = new PartReading(parts.next(), MODIFIED.toEpochMilli(), CONFIG)) {
        read(reading).messages().forEach(message -> conversations.add(message.conversation()));
      }
    }
    return conversations.stream().distinct().toList();
  }

  private static Read read(PartReading reading) {
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

  public static Optional<Format> sniff(String content) {
    return Format.of(content, CONFIG.format());
  }

  /** All events of a reader without the checks that formats share. */
  public static List<Event> rawEvents(Format format, String content) {
    return rawEvents(format, content, CONFIG.format());
  }

  /** The same with other settings. */
  public static List<Event> rawEvents(Format format, String content, FormatConfig config) {
    try (ExportReader reader = format.open(input(content), config)) {
      List<Event> events = new ArrayList<>();
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of the one whose exports these are. */
  public static FormatConfig ownedBy(String owner) {
    FormatConfig base = CONFIG.format();
    return new FormatConfig(
        base.zone(),
        base.dateOrder(),
        base.pasteDate(),
        base.pasteAuthors(),
        owner,
        base.maxTextChars(),
        base.maxLineChars(),
        base.conversationColumn(),
        base.sentAtColumn(),
        base.authorColumn(),
        base.textColumn());
  }

  private static ExportInput input(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new ExportInput(
        () -> new ByteArrayInputStream(bytes),
        StandardCharsets.UTF_8,
        MODIFIED,
        replaced -> {},
        ExportPlace.of("chat", "chat"),
        null);
  }
}
