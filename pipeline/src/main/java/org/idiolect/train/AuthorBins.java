package org.idiolect.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Packs authors into bins of nearly equal work: longest first, each to the emptiest bin (LPT). */
final class AuthorBins {
  private AuthorBins() {}

  /**
   * An author's share of the work.
   *
   * @param authorId who
   * @param tokens training tokens
   */
  record Load(String authorId, long tokens) {}

  private static final class Bin {
    private final int number;
    private long tokens;

    private Bin(int number) {
      this.number = number;
    }
  }

  /** The bin of each author; ties are settled by id, so the answer depends on the set alone. */
  static Map<String, Integer> pack(List<Load> authors, int bins) {
    PriorityQueue<Bin> emptiest =
        new PriorityQueue<>(
            Comparator.<Bin>comparingLong(bin -> bin.tokens).thenComparingInt(bin -> bin.number));
    for (int number = 0; number < bins; number++) {
      emptiest.add(new Bin(number));
    }
    List<Load> longestFirst = new ArrayList<>(authors);
    longestFirst.sort(
        Collections.reverseOrder(Comparator.comparingLong(Load::tokens))
            .thenComparing(Load::authorId));
    Map<String, Integer> binOf = new HashMap<>();
    for (Load author : longestFirst) {
      Bin bin = emptiest.remove();
      binOf.put(author.authorId(), bin.number);
      bin.tokens += author.tokens();
      emptiest.add(bin);
    }
    return binOf;
  }
}
