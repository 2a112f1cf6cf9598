package org.idiolect.evaluate;

import java.util.SplittableRandom;

/**
 * How often each resample draws a session: independent Poisson(1) counts.
 *
 * <p>The Poisson bootstrap approaches drawing n of n sessions with replacement, and needs no n
 * (Chamandy et al. 2012, "Estimating uncertainty for massive data streams"). The counts are a
 * function of seed and session alone. So the same resample draws the same sessions for every model
 * and author: differences of two models are paired, and the order of rows and partitions plays no
 * part.
 */
final class SessionWeights {
  private static final double[] CUMULATIVE = cumulativePoisson(20);

  private final long seed;
  private final int resamples;

  SessionWeights(long seed, int resamples) {
    this.seed = seed;
    this.resamples = resamples;
  }

  /** The counts of one session in each resample. */
  int[] of(String conversationId, String sessionId) {
    SplittableRandom random =
        new SplittableRandom(seed ^ hash64(conversationId + '\u001F' + sessionId));
    int[] weights = new int[resamples];
    for (int b = 0; b < resamples; b++) {
      weights[b] = poisson(random.nextDouble());
    }
    return weights;
  }

  private static int poisson(double uniform) {
    int count = 0;
    while (count < CUMULATIVE.length && uniform >= CUMULATIVE[count]) {
      count++;
    }
    return count;
  }

  private static double[] cumulativePoisson(int counts) {
    double[] cumulative = new double[counts];
    double probability = Math.exp(-1);
    double sum = 0;
    for (int k = 0; k < counts; k++) {
      sum += probability;
      cumulative[k] = sum;
      probability /= k + 1;
    }
    return cumulative;
  }

  /** FNV-1a over UTF-16 units, then a finaliser that spreads neighbouring keys (SplitMix64's). */
  private static long hash64(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
