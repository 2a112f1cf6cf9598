package org.idiolect.model;

import java.util.Objects;

/**
 * What a row of generated text begins with.
 *
 * @param tokenIds at least one; only the newest that fit beside the new tokens are used. Shared,
 *     not copied
 * @param adapter null for the model as it is
 * @param seed random numbers are a function of seed and position alone, whatever else is in the
 *     batch
 * @param maxNewTokens at least 1; the row ends there, or at the sampling's own limit if that is
 *     lower
 */
public record Prompt(int[] tokenIds, LoraAdapter adapter, long seed, int maxNewTokens) {
  public Prompt {
    Objects.requireNonNull(tokenIds, "tokenIds");
    if (tokenIds.length == 0) {
      throw new IllegalArgumentException("a prompt needs at least one token, got none");
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "max new tokens of a prompt must be at least 1, got " + maxNewTokens);
    }
  }

  /** A prompt with no limit but the sampling's. */
  public Prompt(int[] tokenIds, LoraAdapter adapter, long seed) {
    this(tokenIds, adapter, seed, Integer.MAX_VALUE);
  }
}
