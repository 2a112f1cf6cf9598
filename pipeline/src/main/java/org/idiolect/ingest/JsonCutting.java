package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.idiolect.ingest.format.Format;

/** Cuts JSON exports between the elements of their message arrays. */
final class JsonCutting {
  private static final byte[] NOTHING = {};

  private JsonCutting() {}

  static List<FilePiece> cut(Format format, InputStream bytes, long pieceBytes) throws IOException {
    JsonStructure structure = new JsonStructure(bytes, "messages");
    List<FilePiece> pieces = new ArrayList<>();
    long start = 0;
    long earlier = 0;
    byte[] opening = NOTHING;
    while (structure.next()) {
      long cut = structure.offset();
      if (cut - start >= pieceBytes && structure.position() > 1) {
        if (!structure.isRegular()) {
          return List.of();
        }
        long end = structure.isFirst() ? cut : cut - 1; // Without the comma.
        pieces.add(piece(format, start, end, opening, structure.closing(), earlier));
        start = cut;
        earlier = structure.position() - 1;
        opening = structure.opening();
      }
    }
    if (!structure.isComplete()) {
      return List.of();
    }
    pieces.add(piece(format, start, Long.MAX_VALUE, opening, NOTHING, earlier));
    return pieces;
  }

  private static FilePiece piece(
      Format format, long start, long end, byte[] opening, byte[] closing, long earlier) {
    return new FilePiece(format, start, end, opening, closing, earlier);
  }
}
