package org.idiolect.model;

import java.util.Arrays;
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
 * @param dropout what a training step drops; null for nothing. Measuring never drops anything
 */
public record TrainBatch(
    int[][] tokenIds, float[][] lossWeights, boolean[][] own, double denominator, Dropout dropout) {
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
    if (dropout != null) {
      requireKeys(tokenIds.length, dropout.keys().length);
    }
    if (!(denominator > 0)) {
      throw new IllegalArgumentException("the denominator must be positive, got " + denominator);
    }
  }

  /** Without dropout. */
  public TrainBatch(int[][] tokenIds, float[][] lossWeights, boolean[][] own, double denominator) {
    this(tokenIds, lossWeights, own, denominator, null);
  }

  private static void requireKeys(int rows, int keys) {
    if (rows != keys) {
      throw new IllegalArgumentException("%d rows, but %d dropout keys".formatted(rows, keys));
    }
  }

  private static void checkLength(int row, int expected, int got) {
    if (expected != got) {
      throw new IllegalArgumentException(
          "row %d has %d tokens, but %d weights or marks".formatted(row, expected, got));
    }
  }

  /** Some rows, as a share of the whole batch's loss. */
  TrainBatch part(int from, int to) {
    return new TrainBatch(
        Arrays.copyOfRange(tokenIds, from, to),
        Arrays.copyOfRange(lossWeights, from, to),
        own == null ? null : Arrays.copyOfRange(own, from, to),
        denominator,
        dropout == null ? null : dropout.part(from, to));
  }

  /** Whether any prediction counts. */
  boolean isScored() {
    for (float[] row : lossWeights) {
      for (int t = 1; t < row.length; t++) {
        if (row[t] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isOwn(int row, int token) {
    return own == null || own[row][token];
  }
}
