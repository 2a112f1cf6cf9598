package org.idiolect.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.People;
import org.idiolect.privacy.Pseudonyms;

/** The rows of one file, produced while they are asked for: its parts one after another. */
final class SourceRows implements Iterator<Row>, Closeable {
  private final SourceFile file;
  private final PartSource parts;
  private final IngestConfig config;
  private final Pseudonyms pseudonyms;
  private final People people;
  private String sourceId;
  private PartReading reading;
  private EventRows rows;
  private Row ready;
  private boolean ended;
  private boolean toldOfChange;

  SourceRows(
      SourceFile file,
      PartSource parts,
      IngestConfig config,
      Pseudonyms pseudonyms,
      People people) {
    this.file = file;
    this.parts = parts;
    this.config = config;
    this.pseudonyms = pseudonyms;
    this.people = people;
  }

  @Override
  public boolean hasNext() {
    if (ready == null) {
      ready = advance();
    }
    return ready != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = ready;
    ready = null;
    return row;
  }

  private Row advance() {
    if (reading == null) {
      ExportPart part = nextPart();
      if (part == null) {
        return null;
      }
      sourceId = sourceId(file, part.entry(), pseudonyms);
      reading = new PartReading(part, file.file().modifiedMillis(), config);
      rows =
          new EventRows(
              pseudonyms,
              people,
              sourceId,
              part.format(),
              part.piece() == null ? null : part.piece().firstMessage());
    }
    Event event = reading.next();
    if (event != null) {
      return rows.of(event);
    }
    if (!toldOfChange && hasChanged()) {
      toldOfChange = true;
      return rows.of(reading.refuseChanged());
    }
    Row row = sourceRow(file, sourceId, reading.finish());
    reading = null;
    return row;
  }

  private boolean hasChanged() {
    try {
      return file.file().hasChanged();
    } catch (IOException e) {
      return false; // A file that is gone was read whole; its reader would have failed otherwise.
    }
  }

  /** The next part, or null; a file that cannot be opened is one refused part. */
  private ExportPart nextPart() {
    if (ended) {
      return null;
    }
    try {
      ExportPart part = parts.next();
      ended = part == null;
      return part;
    } catch (IOException | IllegalArgumentException e) {
      ended = true;
      return ExportPart.refused("", Unreadable.refusal(e));
    }
  }

  /** Ends early: a task may stop before it has taken all rows. */
  @Override
  public void close() throws IOException {
    if (reading != null) {
      reading.close();
    }
    parts.close();
  }

  private static String sourceId(SourceFile file, String entry, Pseudonyms pseudonyms) {
    return pseudonyms.id(
        IdKind.SOURCE, file.file().relative(), Integer.toString(file.ordinal()), entry);
  }

  private static Row sourceRow(SourceFile file, String sourceId, SourceSummary summary) {
    Format format = summary.format();
    String path = file.file().location() + (summary.entry().isEmpty() ? "" : "!" + summary.entry());
    return RowFactory.create(
        ExportEvent.SOURCE,
        sourceId,
        null,
        format == null ? null : format.platform(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        format == null ? null : format.label(),
        summary.entry().isEmpty() ? file.file().bytes() : summary.bytes(),
        summary.sha256(),
        summary.statusText(),
        path,
        null,
        null);
  }
}
