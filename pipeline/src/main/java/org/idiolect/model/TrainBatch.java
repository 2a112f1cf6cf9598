package org.idiolect.model;

import java.util.Objects;

/**
 * Token rows with the weight of every prediction: loss = sum(weight x NLL) / denominator, in nats.
 *
 * <p>L1, language modelling: weights 1, denominator = scored tokens. L3, the paper's sum of L2 and
 * lambda L1: weight 1 + lambda for the author's own tokens and lambda for the others, denominator =
 * own tokens. A token of weight 0 is context.
 *
 * @param tokenIds rows of any length up to the context length + 1; padded inside. Shared, not
 *     copied
 * @param lossWeights of the same shape: weight of predicting token t from those before it; index 0
 *     is ignored
 * @param own of the same shape: tokens that count as the author's own; null for all
 * @param denominator greater than 0
 */
public record TrainBatch(
    int[][] tokenIds, float[][] lossWeights, boolean[][] own, double denominator) {
  public TrainBatch {
    Objects.requireNonNull(tokenIds, "tokenIds");
    if (tokenIds.length == 0 || tokenIds.length != lossWeights.length) {
      throw new IllegalArgumentException(
          "a batch needs at least one row, and weights for each: got %d and %d"
              .formatted(tokenIds.length, lossWeights.length));
    }
    for (int row = 0; row < tokenIds.length; row++) {
      checkLength(row, tokenIds[row].length, lossWeights[row].length);
      if (own != null) {
        checkLength(row, tokenIds[row].length, own[row].length);
      }
    }
    if (!(denominator > 0)) {
      throw new IllegalArgumentException("the denominator must be positive, got " + denominator);
    }
  }

  private static void checkLength(int row, int expected, int got) {
    if (expected != got) {
      throw new IllegalArgumentException(
          "row %d has %d tokens, but %d weights or marks".formatted(row, expected, got));
    }
  }

  boolean isOwn(int row, int token) {
    return own == null || own[row][token];
  }
}
