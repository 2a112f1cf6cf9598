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
 */
public record Prompt(int[] tokenIds, LoraAdapter adapter, long seed) {
  public Prompt {
    Objects.requireNonNull(tokenIds, "tokenIds");
    if (tokenIds.length == 0) {
      throw new IllegalArgumentException("a prompt needs at least one token, got none");
    }
  }
}
