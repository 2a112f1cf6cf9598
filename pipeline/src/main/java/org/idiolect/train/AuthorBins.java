package org.idiolect.train;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Packs authors into bins of nearly equal work: given the longest first, each goes to the emptiest
 * bin (LPT; Graham 1969, https://doi.org/10.1137/0117039: at most 4/3 of the best makespan).
 *
 * <p>It remembers the bins and no author, so that a million authors need no memory.
 */
final class AuthorBins {
  private final PriorityQueue<Bin> emptiest =
      new PriorityQueue<>(
          Comparator.<Bin>comparingLong(bin -> bin.work).thenComparingInt(bin -> bin.number));

  AuthorBins(int bins) {
    for (int number = 0; number < bins; number++) {
      emptiest.add(new Bin(number));
    }
  }

  private static final class Bin {
    private final int number;
    private long work;
    private int authors;

    private Bin(int number) {
      this.number = number;
    }
  }

  /**
   * Where an author is trained.
   *
   * @param bin the task
   * @param place how many authors the bin got before
   */
  record Seat(int bin, int place) {}

  /**
   * The seat of the next author.
   *
   * @param work of this author; not more than that of the one before
   */
  Seat seat(long work) {
    Bin bin = emptiest.remove();
    Seat seat = new Seat(bin.number, bin.authors);
    bin.work += work;
    bin.authors++;
    emptiest.add(bin);
    return seat;
  }
}
