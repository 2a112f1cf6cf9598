package org.idiolect.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.Event;

/**
 * Reads exports as ingest would and says what they are; writes nothing and needs no Spark. Of large
 * inputs it looks at the beginning of each file alone.
 */
public final class Inspector {
  static final int MAX_PEOPLE = 1_000_000;

  private static final long BUDGET_BYTES = 256L << 20;
  private static final long LEAST_SAMPLE_BYTES = 1L << 18;

  private final IngestConfig config;
  private final int samples;
  private final long budgetBytes;

  /**
   * @param samples how many parsed texts of each export to show; 0 shows none
   */
  public Inspector(IngestConfig config, int samples) {
    this(config, samples, BUDGET_BYTES);
  }

  /**
   * @param budgetBytes inputs up to this length in all are read whole, of larger ones the beginning
   *     of each file
   */
  Inspector(IngestConfig config, int samples, long budgetBytes) {
    this.budgetBytes = budgetBytes;
    this.config = config.withLatestFixed(Instant.now());
    this.samples = samples;
  }

  /**
   * One inspection for each file and archive entry below the inputs, in the order of locations.
   *
   * @throws IOException when an input does not exist or cannot be listed
   */
  public List<Inspection> inspect(List<String> inputs) throws IOException {
    Configuration hadoop = new Configuration();
    ExportParts parts = new ExportParts(config, hadoop);
    List<Inspection> inspections = new ArrayList<>();
    List<ExportFile> files = ExportLister.list(inputs, hadoop);
    long sample = sampleBytes(files);
    for (ExportFile file : files) {
      try (PartCursor cursor = parts.open(file)) {
        for (ExportPart part = cursor.next(); part != null; part = cursor.next()) {
          inspections.add(inspect(file, part, sample));
        }
      } catch (IOException | IllegalArgumentException e) {
        inspections.add(inspect(file, ExportPart.refused("", Unreadable.refusal(e)), sample));
      }
    }
    return inspections;
  }

  /** How much of each file is looked at, so that all of them take seconds. */
  private long sampleBytes(List<ExportFile> files) {
    long total = files.stream().mapToLong(ExportFile::bytes).sum();
    return total <= budgetBytes
        ? PartReading.WHOLE
        : Math.max(LEAST_SAMPLE_BYTES, budgetBytes / files.size());
  }

  private Inspection inspect(ExportFile file, ExportPart part, long sampleBytes)
      throws IOException {
    InspectionCounts counts = new InspectionCounts(part.format(), samples);
    try (PartReading reading = new PartReading(part, file.modifiedMillis(), config, sampleBytes)) {
      for (Event event = reading.next(); event != null; event = reading.next()) {
        counts.add(event);
      }
      String path = file.location() + (part.entry().isEmpty() ? "" : "!" + part.entry());
      boolean plain = part.entry().isEmpty() && part.gzip() == null;
      double share =
          reading.isSampled() && plain ? Math.min(1, (double) sampleBytes / file.bytes()) : 1;
      return counts.toInspection(
          path, reading.finish().statusText(), share, reading.isSampled(), part.look());
    }
  }
}
