package org.idiolect.evaluate;

/** One model, ready to score tokens. */
public interface TokenScorer {
  /**
   * Scores every token but the first of each row.
   *
   * @param tokenIds rows of any length
   * @return ln p in nats; row b has one entry less than {@code tokenIds[b]}, entry t for token t +
   *     1
   */
  float[][] of(int[][] tokenIds);
}
