package org.idiolect.model;

/**
 * Texts with their authors.
 *
 * @param tokenIds rows of 2 to context length + 1 tokens; the last token of a row is predicted, not
 *     read
 * @param authors index of each row's author
 * @param lambda weight of the language model's loss, L1, beside the author's: L3 = NLL(author) +
 *     lambda L1 (Radford et al. 2018, section 3.2); 0 = none
 */
public record AttributionBatch(int[][] tokenIds, int[] authors, double lambda) {
  public AttributionBatch {
    if (tokenIds.length == 0 || tokenIds.length != authors.length) {
      throw new IllegalArgumentException(
          "a batch needs texts and an author for each, got %d and %d"
              .formatted(tokenIds.length, authors.length));
    }
    if (!(lambda >= 0)) {
      throw new IllegalArgumentException("lambda must not be negative, got " + lambda);
    }
  }
}
