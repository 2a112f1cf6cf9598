package org.idiolect.ingest;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.People;
import org.idiolect.privacy.Pseudonyms;

/** The rows of one file, produced while they are asked for: its parts one after another. */
final class SourceRows implements Iterator<Row> {
  private final SourceFile file;
  private final Iterator<ExportPart> parts;
  private final IngestConfig config;
  private final Pseudonyms pseudonyms;
  private final People people;
  private String sourceId;
  private PartReading reading;
  private EventRows rows;
  private Row ready;

  SourceRows(
      SourceFile file,
      List<ExportPart> parts,
      IngestConfig config,
      Pseudonyms pseudonyms,
      People people) {
    this.file = file;
    this.parts = parts.iterator();
    this.config = config;
    this.pseudonyms = pseudonyms;
    this.people = people;
  }

  /** The two rows of a file that cannot even be opened. */
  static Iterator<Row> unreadable(SourceFile file, Pseudonyms pseudonyms) {
    String sourceId = sourceId(file, "", pseudonyms);
    SourceSummary summary =
        new SourceSummary("", null, file.file().bytes(), "", SourceStatus.FAILED, Set.of());
    Reject reject = new Reject(0, RejectReason.UNREADABLE, "the file cannot be opened");
    return List.of(
            new EventRows(pseudonyms, People.none(), sourceId, Format.JSONL).of(reject),
            sourceRow(file, sourceId, summary))
        .iterator();
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
      if (!parts.hasNext()) {
        return null;
      }
      ExportPart part = parts.next();
      sourceId = sourceId(file, part.entry(), pseudonyms);
      reading = new PartReading(part, file.file().modifiedMillis(), config);
      rows = new EventRows(pseudonyms, people, sourceId, part.format());
    }
    Event event = reading.next();
    if (event != null) {
      return rows.of(event);
    }
    Row row = sourceRow(file, sourceId, reading.finish());
    reading = null;
    return row;
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
        summary.bytes(),
        summary.sha256(),
        summary.statusText(),
        path);
  }
}
