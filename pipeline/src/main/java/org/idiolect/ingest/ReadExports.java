package org.idiolect.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.privacy.Pseudonyms;

/** Opens one file inside a task and streams its events; a file that cannot be opened is a row. */
final class ReadExports implements FlatMapFunction<SourceFile, Row> {
  private static final long serialVersionUID = 1L;

  private final IngestConfig config;
  private final PseudonymKey key;
  private final People people;
  private final SerializableConfiguration hadoop;

  ReadExports(
      IngestConfig config, PseudonymKey key, People people, SerializableConfiguration hadoop) {
    this.config = config;
    this.key = key;
    this.people = people;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(SourceFile file) {
    Pseudonyms pseudonyms = new Pseudonyms(key);
    try {
      List<ExportPart> parts = new ExportParts(config, hadoop.value()).of(file.file());
      return new SourceRows(file, parts, config, pseudonyms, people);
    } catch (IOException | IllegalArgumentException e) {
      return SourceRows.unreadable(file, pseudonyms);
    }
  }
}
