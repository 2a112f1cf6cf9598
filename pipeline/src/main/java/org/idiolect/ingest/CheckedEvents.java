package org.idiolect.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.ExportReader;
import org.idiolect.ingest.format.MessageKind;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.Reject;
import org.idiolect.ingest.format.RejectReason;
import org.idiolect.ingest.format.SourceFlag;

/**
 * The events of one reader after the checks that all formats share: text is repaired, times outside
 * the accepted range and texts over the limit are rejected, an impossible time of editing is
 * dropped, and an empty text counts as a system record.
 */
final class CheckedEvents implements Closeable {
  /** How spreadsheets and scripts write large numbers that have lost their last digits. */
  private static final Pattern ROUNDED =
      Pattern.compile("-?(?:\\d+(?:\\.\\d+)?[eE]\\+\\d+|Infinity)");

  private final ExportReader reader;
  private final IngestConfig config;
  private final Instant earliest;
  private final Instant latest;
  private boolean repaired;

  CheckedEvents(ExportReader reader, IngestConfig config) {
    this.reader = reader;
    this.config = config;
    this.earliest = Instant.parse(config.earliest());
    this.latest = Instant.parse(config.latest());
  }

  Event next() throws IOException {
    Event event = reader.next();
    return event instanceof ParsedMessage message ? check(message) : event;
  }

  /** As of {@link ExportReader#elements}. */
  long elements() {
    return reader.elements();
  }

  Set<SourceFlag> flags() {
    Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
    flags.addAll(reader.flags());
    if (repaired) {
      flags.add(SourceFlag.TEXT_REPAIRED);
    }
    return flags;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private Event check(ParsedMessage message) {
    if (!inRange(message.sentAt())) {
      return new Reject(
          message.position(),
          RejectReason.TS_RANGE,
          message.sentAt() + " is outside [" + earliest + ", " + latest + "]");
    }
    if (message.nativeId() != null && ROUNDED.matcher(message.nativeId()).matches()) {
      return new Reject(
          message.position(),
          RejectReason.ID_LOSSY,
          "the id is a rounded number as 1.2E+18: export ids as text");
    }
    if (message.text().length() > config.format().maxTextChars()) {
      return new Reject(
          message.position(),
          RejectReason.TEXT_TOO_LONG,
          "over ingest.format.max-text-chars = " + config.format().maxTextChars());
    }
    String text = TextRepair.repair(message.text());
    repaired |= !text.equals(message.text());
    boolean empty = message.kind() == MessageKind.TEXT && text.isBlank();
    Instant edited = message.editedAt();
    return message.with(
        empty ? MessageKind.SYSTEM : message.kind(),
        text,
        edited != null && inRange(edited) ? edited : null);
  }

  private boolean inRange(Instant time) {
    return !time.isBefore(earliest) && !time.isAfter(latest);
  }
}
