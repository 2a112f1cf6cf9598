package org.idiolect.clean;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The five tables of the stage ingest, in the schemas of their records; nothing is evaluated yet.
 */
public record IngestResult(
    Dataset<Row> sources,
    Dataset<Row> messages,
    Dataset<Row> rejects,
    Dataset<Row> names,
    Dataset<Row> sourcesPrivate) {
  /** The same with other sources. */
  public IngestResult with(Dataset<Row> sources) {
    return new IngestResult(sources, messages, rejects, names, sourcesPrivate);
  }
}
