package org.idiolect.evaluate;

/**
 * What a model answers to one prompt.
 *
 * @param text the answer without its stop token
 * @param tokenIds the answer's tokens, without the stop token
 * @param logProbabilities of each of them, nats
 * @param stopLogProbability of the stop token after them, nats; NaN when the answer did not stop
 * @param cutTokens of the prompt's beginning that the model did not see, end-of-text included; 0
 *     when the prompt fitted
 */
public record Answer(
    String text,
    int[] tokenIds,
    float[] logProbabilities,
    double stopLogProbability,
    int cutTokens) {

  /** Joint probability of the answer's tokens, the stop token left out. */
  public double probability() {
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum += logProbability;
    }
    return Math.exp(sum);
  }

  /** Joint probability of exactly this answer: its tokens, then the stop; 0 if it never stopped. */
  public double probabilityWithStop() {
    return Double.isNaN(stopLogProbability) ? 0 : probability() * Math.exp(stopLogProbability);
  }
}
