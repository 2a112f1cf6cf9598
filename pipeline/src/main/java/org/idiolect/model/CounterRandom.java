package org.idiolect.model;

/**
 * Uniform numbers without a state: the number at a position is a hash of the seed and the position.
 *
 * <p>The hash is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable
 * pseudorandom number generators", figure 16), applied to the seed and then to seed and counter.
 */
final class CounterRandom {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private CounterRandom() {}

  /** In [0, 1), with 53 random bits. */
  static double uniform(long seed, long position) {
    return (bits(seed, position) >>> 11) * 0x1p-53;
  }

  /** 64 random bits. */
  static long bits(long seed, long position) {
    return mix(mix(seed + GOLDEN) + (position + 1) * GOLDEN);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
