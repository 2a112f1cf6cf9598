package org.idiolect.ingest;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.ExportInput;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.Reject;
import org.idiolect.ingest.format.RejectReason;
import org.idiolect.ingest.format.SourceFlag;

/** Reads one part of a file from its first event to its summary; a broken part ends early. */
final class PartReading implements Closeable {
  /** No sample, but everything. */
  static final long WHOLE = Long.MAX_VALUE;

  private final long sampleBytes;
  private final ExportPart part;
  private final IngestConfig config;
  private final Instant modifiedAt;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private ContentHash hash;
  private CheckedEvents events;
  private JsonResume resume;
  private SampledBytes sample;
  private long earlier;
  private boolean broken;
  private long lastPosition;
  private long messages;
  private long rejects;
  private boolean ended;

  PartReading(ExportPart part, long modifiedMillis, IngestConfig config) {
    this(part, modifiedMillis, config, WHOLE);
  }

  /**
   * @param sampleBytes how much of the part to look at; {@link #WHOLE} reads and hashes all of it
   */
  PartReading(ExportPart part, long modifiedMillis, IngestConfig config, long sampleBytes) {
    this.sampleBytes = sampleBytes;
    this.part = part;
    this.config = config;
    this.earlier = earlierInFile();
    this.modifiedAt = Instant.ofEpochMilli(modifiedMillis);
  }

  /** The next event, or null when the part is read; failures of the file are one last reject. */
  Event next() {
    if (ended) {
      return null;
    }
    if (part.refusal() != null) {
      ended = true;
      return count(new Reject(0, part.refusal().reason(), part.refusal().getMessage()));
    }
    if (part.format() == null) {
      return null;
    }
    try {
      if (events == null) {
        events = checked(input());
      }
      Event event = events.next();
      while (event == null && resume()) {
        event = events.next();
      }
      if (isSampled() && event instanceof Reject) {
        event = null; // What the end of the sample cut in two.
      }
      return count(event == null ? null : event.after(earlier));
    } catch (IOException | UncheckedIOException e) {
      flags.add(SourceFlag.PARTIAL);
      ended = true;
      return isSampled() ? null : count(failure(e));
    }
  }

  /**
   * Opens a new reader behind a message that is no JSON, where the last one gave up.
   *
   * @return whether there is another message
   */
  private boolean resume() throws IOException {
    if (!broken || isSampled() || !JsonResume.FIELDS.containsKey(part.format())) {
      return false;
    }
    broken = false;
    long before = resume == null ? 0 : resume.skipped();
    if (resume == null) {
      resume = new JsonResume(part.format(), this::openAgain);
    }
    ExportInput.Opener rest = resume.after(before + events.elements() + 1);
    if (rest == null) {
      return false;
    }
    flags.addAll(events.flags());
    events.close();
    earlier = Math.max(lastPosition, earlierInFile() + resume.skipped());
    events =
        checked(
            new ExportInput(
                rest, part.charset(), modifiedAt, this::noteRepairs, part.place(), null));
    return true;
  }

  private CheckedEvents checked(ExportInput input) throws IOException {
    return new CheckedEvents(part.format().open(input, config.format()), config);
  }

  private InputStream openAgain() throws IOException {
    return part.decompress(part.raw().open());
  }

  private long earlierInFile() {
    return part.piece() == null ? 0 : part.piece().earlier();
  }

  private Reject failure(Exception e) {
    RefusedException refused = RefusedException.in(e);
    if (refused != null) {
      return new Reject(lastPosition + 1, refused.reason(), refused.getMessage());
    }
    boolean truncated = hasCause(e, EOFException.class);
    return new Reject(
        lastPosition + 1,
        truncated ? RejectReason.TRUNCATED : RejectReason.UNREADABLE,
        truncated ? "the file ends too early" : "the file cannot be read on from here");
  }

  /** Whether the part went on where the sample ended. */
  boolean isSampled() {
    return sample != null && sample.wasCut();
  }

  /** Tells that the file is not what it was when the reading began. */
  Reject refuseChanged() {
    flags.add(SourceFlag.PARTIAL);
    rejects++;
    return new Reject(
        0, RejectReason.CHANGED, "the file changed while it was read: read it again when it rests");
  }

  /** What the reading came to; ends it. */
  SourceSummary finish() {
    if (part.format() != null && !part.charset().name().startsWith("UTF-")) {
      flags.add(SourceFlag.ENCODING_GUESSED);
    }
    if (events != null) {
      flags.addAll(events.flags());
    }
    String sha256 = "";
    long bytes = 0;
    if (part.format() != null) { // A photo is told by its first bytes and not read on for a hash.
      try {
        close();
        bytes = hash == null ? 0 : hash.bytes();
        sha256 = hash == null ? "" : hash.sha256Hex();
      } catch (IOException e) {
        flags.add(SourceFlag.PARTIAL);
      }
    }
    if (isSampled()) {
      flags.remove(SourceFlag.PARTIAL);
    }
    FilePiece piece = part.piece();
    return new SourceSummary(
        part.entry(),
        part.format(),
        piece == null ? bytes : piece.fileBytes(),
        piece == null ? sha256 : piece.sha256(),
        status(),
        flags,
        part.refusal());
  }

  @Override
  public void close() throws IOException {
    if (events != null) {
      events.close();
    }
    if (hash != null) {
      hash.close();
    }
    if (resume != null) {
      resume.close();
    }
  }

  private SourceStatus status() {
    if (part.refusal() != null) {
      return SourceStatus.FAILED;
    }
    if (part.empty()) {
      return SourceStatus.EMPTY;
    }
    if (part.format() == null) {
      return SourceStatus.UNSUPPORTED;
    }
    return messages == 0 && rejects > 0 ? SourceStatus.FAILED : SourceStatus.OK;
  }

  private Event count(Event event) {
    if (event == null) {
      ended = true;
    } else {
      lastPosition = event.position();
      messages += event instanceof ParsedMessage ? 1 : 0;
      rejects += event instanceof Reject ? 1 : 0;
      broken =
          event instanceof Reject reject
              && (reject.reason() == RejectReason.SYNTAX
                  || reject.reason() == RejectReason.TRUNCATED);
    }
    return event;
  }

  private ExportInput input() {
    return new ExportInput(
        this::openHashed,
        part.charset(),
        modifiedAt,
        this::noteRepairs,
        part.place(),
        part.piece() == null ? null : part.piece().dialect());
  }

  /** The last stream that a reader opens is the one that is hashed to its end. */
  private InputStream openHashed() throws IOException {
    if (sampleBytes != WHOLE) {
      sample = new SampledBytes(openAgain(), sampleBytes);
      return sample;
    }
    hash = new ContentHash(part.raw().open());
    return part.decompress(hash);
  }

  private void noteRepairs(long replaced) {
    if (replaced > 0) {
      flags.add(SourceFlag.TEXT_REPAIRED);
    }
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
