package org.idiolect.generate;

import java.io.Serializable;
import org.idiolect.model.SamplingConfig;

/**
 * Settings of generation.
 *
 * @param samplesPerAuthor held-out messages of each author that are imitated
 * @param authorsWithoutAdapter authors without an adapter who are imitated too, those with most
 *     training messages: by the shared model, with their latest messages in the prompt
 * @param latestMessages of these in a prompt at the most
 * @param minContextTokens tokens of conversation that a prompt has at least
 * @param temperature divides the logits; lower is safer, 1 is the model itself
 * @param topK tokens to choose from; 1 = greedy, 0 = all
 * @param topP share of the probability to choose from; 1 = all
 * @param repetitionPenalty divides the logits of tokens already there (Keskar et al. 2019); 1 = off
 * @param maxNewTokens cap on the length of one message
 * @param seed of all random choices
 */
public record GenerateConfig(
    int samplesPerAuthor,
    int authorsWithoutAdapter,
    int latestMessages,
    int minContextTokens,
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int maxNewTokens,
    long seed)
    implements Serializable {

  public GenerateConfig {
    require(samplesPerAuthor >= 1, "samples-per-author must be at least 1");
    require(authorsWithoutAdapter >= 0, "authors-without-adapter must not be negative");
    require(latestMessages >= 1, "latest-messages must be at least 1, got " + latestMessages);
    require(minContextTokens >= 1, "min-context-tokens must be at least 1");
    require(temperature > 0, "temperature must be above 0, got " + temperature);
    require(topK >= 0, "top-k must not be negative, got " + topK);
    require(topP > 0 && topP <= 1, "top-p must be in (0, 1], got " + topP);
    require(repetitionPenalty >= 1, "repetition-penalty must be at least 1");
    require(maxNewTokens >= 1, "max-new-tokens must be at least 1");
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same with other random numbers. */
  public GenerateConfig withSeed(long newSeed) {
    return new GenerateConfig(
        samplesPerAuthor,
        authorsWithoutAdapter,
        latestMessages,
        minContextTokens,
        temperature,
        topK,
        topP,
        repetitionPenalty,
        maxNewTokens,
        newSeed);
  }

  /** How the model samples, stopping at the given token. */
  public SamplingConfig sampling(int stopToken) {
    return new SamplingConfig(temperature, topK, topP, repetitionPenalty, maxNewTokens, stopToken);
  }
}
