package org.idiolect.model;

import java.io.Serializable;

/**
 * How the next token is chosen: penalty, temperature, top-k, top-p, in this order, as transformers
 * does.
 *
 * @param temperature scores are divided by it; 0 for greedy
 * @param topK only the k most probable; 0 for off, 1 for greedy
 * @param topP only the fewest whose probability reaches p (Holtzman et al. 2020,
 *     https://arxiv.org/abs/1904.09751); 1 for off
 * @param repetitionPenalty CTRL's, on all tokens of prompt and text so far; 1 for off
 * @param maxNewTokens tokens, fewer than the model's context length
 * @param stopToken ends a row; -1 for none
 */
public record SamplingConfig(
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int maxNewTokens,
    int stopToken)
    implements Serializable {
  public SamplingConfig {
    require(temperature >= 0 && temperature <= 100, "temperature", "in [0, 100]", temperature);
    require(topK >= 0, "top-k", "at least 0", topK);
    require(topP > 0 && topP <= 1, "top-p", "in (0, 1]", topP);
    require(
        repetitionPenalty > 0 && repetitionPenalty <= 100,
        "repetition penalty",
        "in (0, 100]",
        repetitionPenalty);
    require(maxNewTokens >= 1, "max new tokens", "at least 1", maxNewTokens);
    require(stopToken >= -1, "stop token", "at least -1", stopToken);
  }

  private static void require(boolean condition, String name, String range, Number value) {
    if (!condition) {
      throw new IllegalArgumentException("%s must be %s, got %s".formatted(name, range, value));
    }
  }

  /** The most probable token at each place. */
  public static SamplingConfig greedy(int maxNewTokens, int stopToken) {
    return new SamplingConfig(1, 1, 1, 1, maxNewTokens, stopToken);
  }
}
