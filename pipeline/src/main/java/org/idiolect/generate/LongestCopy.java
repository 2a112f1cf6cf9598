package org.idiolect.generate;

/** How much of a text stands verbatim in another. */
final class LongestCopy {
  private LongestCopy() {}

  /**
   * Length of the longest run of tokens that both hold. {@code [7 8 9]} in {@code [1 8 9 2]} is 2.
   */
  static int tokens(int[] sample, int[] training) {
    int[] runEndingAt = new int[sample.length + 1];
    int longest = 0;
    for (int token : training) {
      for (int i = sample.length; i >= 1; i--) {
        runEndingAt[i] = sample[i - 1] == token ? runEndingAt[i - 1] + 1 : 0;
        longest = Math.max(longest, runEndingAt[i]);
      }
    }
    return longest;
  }
}
