package org.idiolect.model;

import java.util.Arrays;

/**
 * Which values a training step drops (Srivastava et al. 2014), after the embeddings and on both
 * branches of every layer, as GPT-2 does; attention weights are not dropped. What is dropped
 * follows from the keys, the layer, the position and the channel alone: no generator, so that a
 * step repeats and rows do not depend on each other.
 *
 * @param rate share dropped, in (0, 0.9]
 * @param keys one for each row of the batch. Shared, not copied
 */
public record Dropout(double rate, long[] keys) {
  public static final double LARGEST_RATE = 0.9;

  public Dropout {
    if (!(rate > 0 && rate <= LARGEST_RATE)) {
      throw new IllegalArgumentException(
          "dropout must be in (0, %s], got %s".formatted(LARGEST_RATE, rate));
    }
  }

  /**
   * Keys that differ for every step and every example.
   *
   * @param rate share dropped; 0 gives null, which is no dropout
   * @param step optimizer steps taken before this one
   * @param examples numbers of the batch's rows in the data
   */
  public static Dropout of(double rate, long seed, int step, int[] examples) {
    if (rate == 0) {
      return null;
    }
    long stepSeed = CounterRandom.bits(seed, step);
    long[] keys = Arrays.stream(examples).mapToLong(e -> CounterRandom.bits(stepSeed, e)).toArray();
    return new Dropout(rate, keys);
  }

  Dropout part(int from, int to) {
    return new Dropout(rate, Arrays.copyOfRange(keys, from, to));
  }
}
