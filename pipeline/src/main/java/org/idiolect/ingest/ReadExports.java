package org.idiolect.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.privacy.Pseudonyms;

/**
 * Opens one file, or a piece of it, inside a task and streams its events; a file that cannot be
 * opened is a row.
 */
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
    PartSource parts =
        file.piece() == null
            ? new ExportParts(config, hadoop.value()).open(file.file())
            : new PieceSource(file.file(), file.piece(), hadoop.value());
    SourceRows rows = new SourceRows(file, parts, config, pseudonyms, people);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(new CloseAtEnd(rows));
    }
    return rows;
  }

  /** What a task that ends early would leave open, temporary copies among it. */
  private record CloseAtEnd(SourceRows rows) implements TaskCompletionListener {
    @Override
    public void onTaskCompletion(TaskContext context) {
      try {
        rows.close();
      } catch (IOException e) {
        throw new UncheckedIOException("an export cannot be closed", e);
      }
    }
  }
}
