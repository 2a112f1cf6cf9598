package org.idiolect.train;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Sorts a bin by author, then window, so that a task reads one author after the other.
 *
 * @param bin the task
 * @param authorId whose adapter the window trains
 * @param windowId the window
 */
record AuthorKey(int bin, String authorId, String windowId)
    implements Comparable<AuthorKey>, Serializable {

  private static final Comparator<AuthorKey> ORDER =
      Comparator.comparing(AuthorKey::authorId).thenComparing(AuthorKey::windowId);

  @Override
  public int compareTo(AuthorKey other) {
    return ORDER.compare(this, other);
  }
}
