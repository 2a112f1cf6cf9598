package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;

/**
 * Cuts a large file into pieces at message boundaries, in one pass that also hashes it. A file
 * whose structure is not perfectly regular stays whole, so that it is read as it would be uncut.
 */
final class FileCutter {
  private final IngestConfig config;
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
   * @param config with the latest time fixed
   * @param pieceBytes least size of a piece, bytes
   */
  FileCutter(IngestConfig config, long pieceBytes, Configuration hadoop) {
    this.config = config;
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
    Cutting cutting = part == null || part.format() == null ? null : cutting(part.format());
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
    String firstMessage = pieces.size() < 2 ? null : firstMessage(file, pieces);
    return pieces.stream()
        .map(piece -> piece.of(hash.bytes(), sha256).after(firstMessage))
        .toList();
  }

  /** How files of a format are cut; null for those that are not. */
  private Cutting cutting(Format format) {
    return switch (format) {
      case DISCORD_JSON, TELEGRAM_JSON -> JsonCutting::cut;
      case JSONL -> LineCutting::lines;
      case CSV, DISCORD_CSV -> LineCutting::records;
      case WHATSAPP_TEXT ->
          (text, bytes, pieceBytes) -> WhatsAppCutting.cut(bytes, pieceBytes, config.format());
      default -> null;
    };
  }

  /** What names the conversation of a file whose messages do not; null when they do. */
  private String firstMessage(ExportFile file, List<FilePiece> pieces) throws IOException {
    for (FilePiece piece : pieces) {
      if (piece.dialect() == null) {
        return null;
      }
      ExportPart part = new PieceSource(file, piece, hadoop).next();
      try (PartReading reading = new PartReading(part, file.modifiedMillis(), config)) {
        for (Event event = reading.next(); event != null; event = reading.next()) {
          String name = EventRows.naming(event);
          if (name != null) {
            return name;
          }
        }
      }
    }
    return null;
  }
}
