package org.idiolect.ingest;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.utils.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.ExportPlace;

/** One piece of a file as its only part. */
final class PieceSource implements PartSource {
  private ExportPart part;

  PieceSource(ExportFile file, FilePiece piece, Configuration hadoop) {
    this.part =
        new ExportPart(
            "",
            piece.format(),
            false,
            StandardCharsets.UTF_8,
            () -> open(file, piece, hadoop),
            null,
            null,
            "",
            piece,
            ExportPlace.of(file.location(), file.relative()));
  }

  @Override
  public ExportPart next() {
    ExportPart next = part;
    part = null;
    return next;
  }

  @Override
  public void close() {
    // The part's streams belong to its reading.
  }

  private static InputStream open(ExportFile file, FilePiece piece, Configuration hadoop)
      throws IOException {
    InputStream bytes = file.openAt(piece.start(), hadoop);
    InputStream readable =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(piece.opening()),
                    new BoundedInputStream(bytes, piece.bytes()),
                    new ByteArrayInputStream(piece.closing()))));
    return new Piece(readable, bytes);
  }

  /** Closes the file, which a bounded stream leaves open. */
  private static final class Piece extends FilterInputStream {
    private final InputStream file;

    Piece(InputStream readable, InputStream file) {
      super(readable);
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
