package org.idiolect.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.idiolect.ingest.format.SourceFlag;

/** How the reading of one file ended; the first word of {@code sources.status}. */
public enum SourceStatus {
  OK,
  /** Nothing in it but white space. */
  EMPTY,
  /** Not a chat export in a known format, for instance a photo. */
  UNSUPPORTED,
  /** Nothing usable could be read; see rejects. */
  FAILED;

  /**
   * The column {@code sources.status} of a file that was read in pieces.
   *
   * @param pieces the status of each piece, at least one
   */
  public static String merged(Collection<String> pieces) {
    SortedSet<String> words = new TreeSet<>();
    boolean failed = true;
    for (String piece : pieces) {
      words.addAll(List.of(piece.split(" ")));
      failed &= piece.startsWith(FAILED.name());
    }
    if (words.remove(EMPTY.name())) {
      return EMPTY.name();
    }
    if (words.remove(UNSUPPORTED.name())) {
      return UNSUPPORTED.name();
    }
    words.remove(OK.name());
    words.remove(FAILED.name());
    return text(failed ? FAILED : OK, words);
  }

  /** The status first, then the flags; a good file that breaks off is {@code PARTIAL}. */
  static String text(SourceStatus status, SortedSet<String> flags) {
    List<String> words = new ArrayList<>(flags);
    boolean partial = status == OK && words.remove(SourceFlag.PARTIAL.name());
    words.add(0, partial ? SourceFlag.PARTIAL.name() : status.name());
    return String.join(" ", words);
  }
}
