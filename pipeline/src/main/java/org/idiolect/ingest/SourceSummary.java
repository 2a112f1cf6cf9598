package org.idiolect.ingest;

import java.util.Set;
import java.util.TreeSet;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.SourceFlag;

/**
 * How the reading of one export went.
 *
 * @param entry name of the archive entry; empty for the file itself
 * @param format null when it is no known export
 * @param bytes bytes read
 * @param sha256 hash of these bytes, lower-case hex; empty when they were not read
 * @param refusal why it was not read; null when it was
 */
record SourceSummary(
    String entry,
    Format format,
    long bytes,
    String sha256,
    SourceStatus status,
    Set<SourceFlag> flags,
    RefusedException refusal) {

  /** The summary of a file that cannot even be opened. */
  static SourceSummary refused(long bytes, RefusedException refusal) {
    return new SourceSummary("", null, bytes, "", SourceStatus.FAILED, Set.of(), refusal);
  }

  /**
   * The column {@code status}: {@code OK DATE_ORDER_GUESSED}, {@code PARTIAL}, {@code EMPTY},
   * {@code FAILED ZIP_RATIO}.
   */
  String statusText() {
    if (refusal != null) {
      return status + " " + refusal.reason();
    }
    TreeSet<String> words = new TreeSet<>();
    flags.forEach(flag -> words.add(flag.name()));
    return SourceStatus.text(status, words);
  }
}
