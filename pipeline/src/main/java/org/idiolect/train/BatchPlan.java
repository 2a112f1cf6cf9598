package org.idiolect.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which examples share a batch, and in what order. A function of the lengths and the seed alone.
 *
 * <p>Examples are shuffled, sorted by length within pools of some batches, cut into batches, and
 * the batches are shuffled: rows of a batch have nearly equal lengths, so little is padded, and the
 * order stays random.
 */
final class BatchPlan {
  /** Batches in one pool; larger pools pad less and mix less. */
  private static final int POOL = 32;

  private BatchPlan() {}

  /** The batches of one epoch, each a list of indices into {@code lengths}. */
  static List<int[]> epoch(int[] lengths, int batchSize, long seed, int epoch) {
    Random random = new Random(seed * 1_000_003L + epoch);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<int[]> batches = new ArrayList<>();
    int poolSize = POOL * batchSize;
    for (int from = 0; from < order.size(); from += poolSize) {
      List<Integer> pool = order.subList(from, Math.min(order.size(), from + poolSize));
      batches.addAll(cut(pool, lengths, batchSize));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Examples in the given order of length, for measuring: every example once. */
  static List<int[]> inOrder(int[] lengths, int batchSize) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      all.add(i);
    }
    return cut(all, lengths, batchSize);
  }

  private static List<int[]> cut(List<Integer> pool, int[] lengths, int batchSize) {
    List<Integer> sorted = new ArrayList<>(pool);
    sorted.sort(Comparator.comparingInt(i -> lengths[i]));
    int[] indices = sorted.stream().mapToInt(Integer::intValue).toArray();
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < indices.length; from += batchSize) {
      batches.add(Arrays.copyOfRange(indices, from, Math.min(indices.length, from + batchSize)));
    }
    return batches;
  }
}
