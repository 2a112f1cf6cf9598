package org.idiolect.evaluate;

import java.util.Arrays;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;

/**
 * Scores a token sequence of any length: each token once, in windows of the model's context length
 * that overlap by half.
 *
 * <p>Sequence {@code [1 2 3 4 5 6]}, context length 4: the first window {@code [1 2 3 4]} scores 2,
 * 3 and 4; the second, {@code [3 4 5 6]}, scores 5 and 6.
 */
public final class SequenceScorer {
  private final Gpt2Model model;
  private final LoraAdapter adapter;

  /**
   * Makes a scorer.
   *
   * @param adapter null for the model alone
   */
  public SequenceScorer(Gpt2Model model, LoraAdapter adapter) {
    this.model = model;
    this.adapter = adapter;
  }

  /**
   * ln p of every token but the first, given what the window holds before it; nats.
   *
   * @param tokenIds at least one token
   * @return one number less than there are tokens
   */
  public float[] logProbabilities(int[] tokenIds) {
    int context = model.config().contextLength();
    int stride = Math.max(1, context / 2);
    float[] scores = new float[Math.max(0, tokenIds.length - 1)];
    int scored = 1;
    for (int begin = 0; scored < tokenIds.length; begin += stride) {
      int end = Math.min(begin + context, tokenIds.length);
      float[] window = score(Arrays.copyOfRange(tokenIds, begin, end));
      for (int token = scored; token < end; token++) {
        scores[token - 1] = window[token - begin - 1];
      }
      scored = end;
    }
    return scores;
  }

  private float[] score(int[] window) {
    return model.logProbabilities(new int[][] {window}, new LoraAdapter[] {adapter})[0];
  }
}
