package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.Format;

/**
 * Cuts a large file into pieces at message boundaries, in one pass that also hashes it. A file
 * whose structure is not perfectly regular stays whole, so that it is read as it would be uncut.
 */
final class FileCutter {
  private static final Map<Format, Cutting> CUTTINGS =
      Map.of(
          Format.DISCORD_JSON, JsonCutting::cut,
          Format.TELEGRAM_JSON, JsonCutting::cut,
          Format.JSONL, LineCutting::lines,
          Format.CSV, LineCutting::records,
          Format.DISCORD_CSV, LineCutting::records);

  private final ExportParts parts;
  private final long pieceBytes;
  private final Configuration hadoop;

  /** Cuts the bytes of one kind of file. */
  interface Cutting {
    /**
     * @return the pieces, without length and hash of the file; empty when it must stay whole
     */
    List<FilePiece> cut(Format format, InputStream bytes, long pieceBytes) throws IOException;
  }

  /**
   * @param pieceBytes least size of a piece, bytes
   */
  FileCutter(IngestConfig config, long pieceBytes, Configuration hadoop) {
    this.parts = new ExportParts(config, hadoop);
    this.pieceBytes = pieceBytes;
    this.hadoop = hadoop;
  }

  /** The file as pieces; as itself where it cannot be cut, also for want of being readable. */
  List<SourceFile> cut(SourceFile file) {
    try {
      List<FilePiece> pieces = pieces(file.file());
      List<SourceFile> cut = new ArrayList<>();
      for (FilePiece piece : pieces) {
        cut.add(new SourceFile(file.file(), file.ordinal(), piece));
      }
      return cut.size() < 2 ? List.of(file) : cut;
    } catch (IOException | IllegalArgumentException unreadable) {
      return List.of(file); // Reading it meets the same failure and reports it.
    }
  }

  private List<FilePiece> pieces(ExportFile file) throws IOException {
    ExportPart part;
    try (PartCursor cursor = parts.open(file)) {
      part = cursor.next();
    }
    Cutting cutting = part == null || part.format() == null ? null : CUTTINGS.get(part.format());
    boolean plain = part != null && part.entry().isEmpty() && part.gzip() == null;
    if (cutting == null || !plain || !part.charset().equals(StandardCharsets.UTF_8)) {
      return List.of();
    }
    ContentHash hash = new ContentHash(file.open(hadoop));
    List<FilePiece> pieces;
    try (hash) {
      pieces = cutting.cut(part.format(), hash, pieceBytes);
    }
    String sha256 = hash.sha256Hex();
    return pieces.stream().map(piece -> piece.of(hash.bytes(), sha256)).toList();
  }
}
