package org.idiolect.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.idiolect.ingest.format.CsvHeader;
import org.idiolect.ingest.format.Format;

/** Cuts JSON Lines at line ends, and tables at line ends outside of quotes. */
final class LineCutting {
  private static final byte[] NOTHING = {};

  /** A cell that is longer was opened by a quote too many. */
  private static final int MAX_QUOTED_BYTES = 1 << 20;

  private static final int MAX_HEADER_BYTES = 1 << 14;

  private final Format format;
  private final long pieceBytes;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private final List<FilePiece> pieces = new ArrayList<>();
  private final boolean table;
  private long position;
  private long lines;
  private long start;
  private long earlier;
  private long headerLines;
  private boolean headerDone;
  private boolean regular = true;

  private byte separator;
  private boolean quoted;
  private boolean cellStart = true;
  private int previous;
  private long quoteOpened;

  private LineCutting(Format format, long pieceBytes, boolean table) {
    this.format = format;
    this.pieceBytes = pieceBytes;
    this.table = table;
    this.headerDone = !table;
  }

  static List<FilePiece> lines(Format format, InputStream bytes, long pieceBytes)
      throws IOException {
    return new LineCutting(format, pieceBytes, false).cut(bytes);
  }

  static List<FilePiece> records(Format format, InputStream bytes, long pieceBytes)
      throws IOException {
    return new LineCutting(format, pieceBytes, true).cut(bytes);
  }

  private List<FilePiece> cut(InputStream bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = bytes.read(buffer); count > 0; count = bytes.read(buffer)) {
      for (int i = 0; i < count; i++) {
        take(buffer[i]);
      }
      if (!regular) {
        return List.of();
      }
    }
    if (quoted) {
      return List.of();
    }
    if (position > start) {
      pieces.add(piece(Long.MAX_VALUE));
    }
    return pieces;
  }

  private void take(byte b) {
    position++;
    if (!headerDone) {
      takeHeader(b);
    } else if (table) {
      takeCell(b);
    } else if (b == '\n') {
      endLine();
    }
  }

  /** The separator must be known before quotes can be: the first line ends without asking it. */
  private void takeHeader(byte b) {
    header.write(b);
    regular &= header.size() <= MAX_HEADER_BYTES;
    if (b == '\n') {
      String line = header.toString(StandardCharsets.UTF_8);
      regular &= line.chars().filter(c -> c == '"').count() % 2 == 0 && !line.isBlank();
      separator = (byte) CsvHeader.separator(line);
      headerDone = true;
      headerLines = 1;
      lines = 1;
    }
  }

  private void takeCell(byte b) {
    if (quoted) {
      quoted = b != '"';
      regular &= position - quoteOpened <= MAX_QUOTED_BYTES;
      lines += b == '\n' ? 1 : 0;
      // A lone CR counts as a line end of its own in tables: such files stay whole.
      regular &= previous != '\r' || b == '\n';
    } else if (b == '"') {
      // At the start of a cell, or as the second one of two, the quote opens; elsewhere it is text
      // to some readers and not to others.
      regular &= cellStart || previous == '"';
      quoted = true;
      quoteOpened = position;
      cellStart = false;
    } else if (b == '\n') {
      endLine();
      cellStart = true;
    } else {
      regular &= previous != '\r';
      regular &= previous != '"' || b == separator || b == '\r';
      cellStart = b == separator;
    }
    previous = b;
  }

  private void endLine() {
    lines++;
    if (position - start >= pieceBytes) {
      pieces.add(piece(position));
      start = position;
      earlier = lines - headerLines;
    }
  }

  private FilePiece piece(long end) {
    boolean firstPiece = start == 0;
    return new FilePiece(
        format,
        start,
        end,
        firstPiece ? NOTHING : header.toByteArray(),
        NOTHING,
        firstPiece ? 0 : earlier);
  }
}
