package org.idiolect.train;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Sorts a bin by rank, author, window: a task reads one author after the other, those of one rank
 * together and among them the longest first.
 *
 * @param bin the task
 * @param rank of the author's adapter
 * @param place of the author in the bin
 * @param authorId whose adapter the window trains
 * @param windowId the window; empty for an author without windows
 */
record AuthorKey(int bin, int rank, int place, String authorId, String windowId)
    implements Comparable<AuthorKey>, Serializable {

  private static final Comparator<AuthorKey> ORDER =
      Comparator.comparingInt(AuthorKey::rank)
          .reversed()
          .thenComparingInt(AuthorKey::place)
          .thenComparing(AuthorKey::windowId);

  @Override
  public int compareTo(AuthorKey other) {
    return ORDER.compare(this, other);
  }
}
