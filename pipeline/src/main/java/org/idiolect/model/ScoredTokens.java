package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Token rows padded on the right to one block, and the N predictions that count in it.
 *
 * @param rows B
 * @param length T: the longest row without its last token, which predicts nothing
 * @param ids (B, T), 0 where padded
 * @param positions (N) into B T: where each prediction is made
 * @param targets (N) the tokens predicted
 * @param coefficients (N) weight of each prediction in the loss, the denominator included
 */
record ScoredTokens(
    int rows, int length, long[] ids, long[] positions, long[] targets, float[] coefficients) {

  /** Every prediction of every row, with coefficient 1. */
  static ScoredTokens all(int[][] tokenIds, Gpt2Config config) {
    float[][] ones = new float[tokenIds.length][];
    for (int row = 0; row < tokenIds.length; row++) {
      ones[row] = new float[tokenIds[row].length];
      Arrays.fill(ones[row], 1);
    }
    double[] denominators = new double[tokenIds.length];
    Arrays.fill(denominators, 1);
    return of(tokenIds, ones, denominators, config);
  }

  /** The predictions whose weight is not 0. */
  static ScoredTokens of(TrainBatch batch, Gpt2Config config) {
    return of(new TrainBatch[] {batch}, config);
  }

  /**
   * The same of several batches, one after the other, each with as many rows as the longest: what
   * is missing are empty rows. A batch may be null, which is empty rows only.
   */
  static ScoredTokens of(TrainBatch[] batches, Gpt2Config config) {
    int most = 0;
    for (TrainBatch batch : batches) {
      most = Math.max(most, batch == null ? 0 : batch.tokenIds().length);
    }
    int[][] tokenIds = new int[most * batches.length][0];
    float[][] weights = new float[most * batches.length][0];
    double[] denominators = new double[most * batches.length];
    for (int i = 0; i < batches.length; i++) {
      for (int row = 0; batches[i] != null && row < batches[i].tokenIds().length; row++) {
        tokenIds[i * most + row] = batches[i].tokenIds()[row];
        weights[i * most + row] = batches[i].lossWeights()[row];
        denominators[i * most + row] = batches[i].denominator();
      }
    }
    return of(tokenIds, weights, denominators, config);
  }

  private static ScoredTokens of(
      int[][] tokenIds, float[][] weights, double[] denominators, Gpt2Config config) {
    int length = 1;
    int count = 0;
    for (int row = 0; row < tokenIds.length; row++) {
      check(tokenIds[row], row, config);
      length = Math.max(length, tokenIds[row].length - 1);
      count += countScored(weights[row]);
    }
    if (count == 0) {
      throw new IllegalArgumentException("a batch needs at least one scored token, got none");
    }
    ScoredTokens scored =
        new ScoredTokens(
            tokenIds.length,
            length,
            new long[tokenIds.length * length],
            new long[count],
            new long[count],
            new float[count]);
    scored.fill(tokenIds, weights, denominators);
    return scored;
  }

  private static int countScored(float[] weights) {
    int count = 0;
    for (int t = 1; t < weights.length; t++) {
      count += weights[t] != 0 ? 1 : 0;
    }
    return count;
  }

  private static void check(int[] tokenIds, int row, Gpt2Config config) {
    if (tokenIds.length > config.contextLength() + 1) {
      throw new IllegalArgumentException(
          "row %d has %d tokens, the model's context length is %d"
              .formatted(row, tokenIds.length, config.contextLength()));
    }
    config.checkIds(tokenIds, row);
  }

  private void fill(int[][] tokenIds, float[][] weights, double[] denominators) {
    int n = 0;
    for (int row = 0; row < rows; row++) {
      int[] tokens = tokenIds[row];
      for (int t = 0; t + 1 < tokens.length || (t == 0 && tokens.length == 1); t++) {
        ids[row * length + t] = tokens[t];
      }
      for (int t = 1; t < tokens.length; t++) {
        if (weights[row][t] != 0) {
          positions[n] = (long) row * length + t - 1;
          targets[n] = tokens[t];
          coefficients[n] = (float) (weights[row][t] / denominators[row]);
          n++;
        }
      }
    }
  }

  int count() {
    return targets.length;
  }

  /** int64 (B, T). */
  NDArray idArray(NDManager scope) {
    return scope.create(ids, new Shape(rows, length));
  }

  /** The dropout keys of all rows, 0 for empty ones; none without dropout. */
  long[] dropoutKeys(TrainBatch... batches) {
    long[] keys = new long[rows];
    boolean isDropping = false;
    for (int i = 0; i < batches.length; i++) {
      if (batches[i] != null && batches[i].dropout() != null) {
        long[] own = batches[i].dropout().keys();
        System.arraycopy(own, 0, keys, i * (rows / batches.length), own.length);
        isDropping = true;
      }
    }
    return isDropping ? keys : new long[0];
  }

  /** The sums of a step of one batch, in double precision, from the predictions' ln p. */
  StepResult result(TrainBatch batch, float[] logProbabilities, double gradNorm) {
    return results(new TrainBatch[] {batch}, logProbabilities, new float[] {(float) gradNorm})[0];
  }

  /** The same for each of several batches, null for those that are null. */
  StepResult[] results(TrainBatch[] batches, float[] logProbabilities, float[] gradNorms) {
    StepResult[] results = new StepResult[batches.length];
    int n = 0;
    for (int i = 0; i < batches.length; i++) {
      if (batches[i] != null) {
        results[i] = result(batches[i], logProbabilities, n, gradNorms[i]);
        n += (int) results[i].allTokens();
      }
    }
    return results;
  }

  private static StepResult result(
      TrainBatch batch, float[] logProbabilities, int first, double gradNorm) {
    double loss = 0;
    double all = 0;
    double own = 0;
    long ownTokens = 0;
    int n = first;
    for (int row = 0; row < batch.lossWeights().length; row++) {
      float[] weights = batch.lossWeights()[row];
      for (int t = 1; t < weights.length; t++) {
        if (weights[t] != 0) {
          double nll = -logProbabilities[n++];
          loss += weights[t] * nll;
          all += nll;
          own += batch.isOwn(row, t) ? nll : 0;
          ownTokens += batch.isOwn(row, t) ? 1 : 0;
        }
      }
    }
    return new StepResult(loss / batch.denominator(), gradNorm, all, n - first, own, ownTokens);
  }
}
