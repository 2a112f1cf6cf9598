package org.idiolect.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads exports as ingest would and says what they are; writes nothing and needs no Spark. */
public final class Inspector {
  static final int MAX_PEOPLE = 1_000_000;

  private final IngestConfig config;
  private final int samples;

  /**
   * @param samples how many parsed texts of each export to show; 0 shows none
   */
  public Inspector(IngestConfig config, int samples) {
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
    for (ExportFile file : ExportLister.list(inputs, hadoop)) {
      try (PartCursor cursor = parts.open(file)) {
        for (ExportPart part = cursor.next(); part != null; part = cursor.next()) {
          inspections.add(inspect(file, part));
        }
      } catch (IOException | IllegalArgumentException e) {
        inspections.add(inspect(file, ExportPart.refused("", Unreadable.refusal(e))));
      }
    }
    return inspections;
  }

  private Inspection inspect(ExportFile file, ExportPart part) {
    InspectionCounts counts = new InspectionCounts(part.format(), samples);
    PartReading reading = new PartReading(part, file.modifiedMillis(), config);
    for (Event event = reading.next(); event != null; event = reading.next()) {
      counts.add(event);
    }
    String path = file.location() + (part.entry().isEmpty() ? "" : "!" + part.entry());
    return counts.toInspection(path, reading.finish().statusText());
  }
}
