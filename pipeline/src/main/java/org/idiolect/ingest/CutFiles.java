package org.idiolect.ingest;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;

/** Cuts one large file into pieces, inside a task. */
final class CutFiles implements FlatMapFunction<SourceFile, SourceFile> {
  private static final long serialVersionUID = 1L;

  private final IngestConfig config;
  private final long pieceBytes;
  private final SerializableConfiguration hadoop;

  CutFiles(IngestConfig config, long pieceBytes, SerializableConfiguration hadoop) {
    this.config = config;
    this.pieceBytes = pieceBytes;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<SourceFile> call(SourceFile file) {
    return new FileCutter(config, pieceBytes, hadoop.value()).cut(file).iterator();
  }
}
