package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.FormatConfig;
import org.idiolect.ingest.format.WhatsAppDialect;
import org.idiolect.ingest.format.WhatsAppLearner;

/** Cuts WhatsApp's text before lines with a header, in the pass that learns the dialect. */
final class WhatsAppCutting {
  private static final byte[] NOTHING = {};

  /** A longer line is no chat's: the file stays whole, and its reader says where the line is. */
  private static final int MAX_LINE_BYTES = 1 << 22;

  private final long pieceBytes;
  private final WhatsAppLearner learner = new WhatsAppLearner();
  private final List<Cut> cuts = new ArrayList<>();
  private byte[] line = new byte[1 << 10];
  private int length;
  private long lineStart;
  private long lines;

  /**
   * A line where a piece may begin.
   *
   * @param earlier lines before it
   * @param notation of its header
   */
  private record Cut(long start, long earlier, String notation) {}

  private WhatsAppCutting(long pieceBytes) {
    this.pieceBytes = pieceBytes;
  }

  /** As {@link FileCutter.Cutting}. */
  static List<FilePiece> cut(InputStream bytes, long pieceBytes, FormatConfig config)
      throws IOException {
    WhatsAppCutting cutting = new WhatsAppCutting(pieceBytes);
    return cutting.read(bytes) ? cutting.pieces(cutting.learner.dialect(config)) : List.of();
  }

  /** Whether all lines could be read. */
  private boolean read(InputStream bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = bytes.read(buffer); count > 0; count = bytes.read(buffer)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          append(buffer, start, i - start);
          endLine(1);
          start = i + 1;
        }
      }
      append(buffer, start, count - start);
      if (length > MAX_LINE_BYTES) {
        return false;
      }
    }
    if (length > 0) {
      endLine(0);
    }
    return true;
  }

  private void append(byte[] from, int start, int count) {
    if (line.length < length + count) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
    }
    System.arraycopy(from, start, line, length, count);
    length += count;
  }

  private void endLine(int lineEnd) {
    int text = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String notation = learner.take(new String(line, 0, text, StandardCharsets.UTF_8));
    long last = cuts.isEmpty() ? 0 : cuts.get(cuts.size() - 1).start();
    if (notation != null && lineStart - last >= pieceBytes) {
      cuts.add(new Cut(lineStart, lines, notation));
    }
    lineStart += length + lineEnd;
    lines++;
    length = 0;
  }

  /** Pieces begin where a message does; a header of a rare notation was pasted into one. */
  private List<FilePiece> pieces(WhatsAppDialect dialect) {
    List<Cut> starts = new ArrayList<>();
    starts.add(new Cut(0, 0, ""));
    cuts.stream().filter(cut -> dialect.notations().contains(cut.notation())).forEach(starts::add);
    List<FilePiece> pieces = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Cut start = starts.get(i);
      long end = i + 1 < starts.size() ? starts.get(i + 1).start() : Long.MAX_VALUE;
      pieces.add(
          new FilePiece(
              Format.WHATSAPP_TEXT,
              start.start(),
              end,
              NOTHING,
              NOTHING,
              start.earlier(),
              dialect));
    }
    return pieces;
  }
}
