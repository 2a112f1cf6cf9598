package org.idiolect.train;

import java.util.Arrays;
import java.util.List;
import org.idiolect.model.Dropout;
import org.idiolect.model.TrainBatch;

/**
 * One window as training sees it.
 *
 * @param tokenIds the window
 * @param scoredFrom first token that is scored
 * @param own which tokens are the author's own content; null for the shared model
 */
record Example(int[] tokenIds, int scoredFrom, boolean[] own) {

  int length() {
    return tokenIds.length;
  }

  /** Scored tokens of the author, or all scored tokens for the shared model. */
  long targetTokens() {
    long count = 0;
    for (int t = scoredFrom; t < tokenIds.length; t++) {
      count += own == null || own[t] ? 1 : 0;
    }
    return count;
  }

  /** Those examples, in this order, as a batch that is only measured. */
  static TrainBatch measured(int[] indices, List<Example> examples, TrainConfig config) {
    List<Example> rows = Arrays.stream(indices).mapToObj(examples::get).toList();
    return batch(rows, config.objective(), config.lambda(), null);
  }

  /**
   * The same as the batch of a training step.
   *
   * @param step optimizer steps taken before it
   */
  static TrainBatch trained(int[] indices, List<Example> examples, TrainConfig config, int step) {
    List<Example> rows = Arrays.stream(indices).mapToObj(examples::get).toList();
    Dropout dropout = Dropout.of(config.dropout(), config.seed(), step, indices);
    return batch(rows, config.objective(), config.lambda(), dropout);
  }

  /** The batch whose loss is the objective over these examples together. */
  static TrainBatch batch(List<Example> examples, Objective objective, double lambda) {
    return batch(examples, objective, lambda, null);
  }

  private static TrainBatch batch(
      List<Example> examples, Objective objective, double lambda, Dropout dropout) {
    int rows = examples.size();
    int[][] tokenIds = new int[rows][];
    float[][] weights = new float[rows][];
    boolean[][] own = objective == Objective.L1 ? null : new boolean[rows][];
    long denominator = 0;
    for (int row = 0; row < rows; row++) {
      Example example = examples.get(row);
      tokenIds[row] = example.tokenIds();
      weights[row] = example.weights(objective, (float) lambda);
      if (own != null) {
        own[row] = example.own();
      }
      denominator += objective == Objective.L1 ? example.scoredTokens() : example.targetTokens();
    }
    return new TrainBatch(tokenIds, weights, own, Math.max(1, denominator), dropout);
  }

  private long scoredTokens() {
    return tokenIds.length - scoredFrom;
  }

  private float[] weights(Objective objective, float lambda) {
    float[] weights = new float[tokenIds.length];
    for (int t = scoredFrom; t < tokenIds.length; t++) {
      float mine = own == null || own[t] ? 1 : 0;
      weights[t] =
          switch (objective) {
            case L1 -> 1;
            case L2 -> mine;
            case L3 -> mine + lambda;
          };
    }
    return weights;
  }
}
