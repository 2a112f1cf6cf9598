package org.idiolect.evaluate.attribution;

import java.io.Serializable;
import java.util.List;
import org.idiolect.model.Pooling;

/**
 * Settings of the judges.
 *
 * @param enabled whether the tables are made
 * @param people candidates: those with most training messages among the eligible
 * @param messages how many messages of one person are judged together, in ascending order
 * @param textsPerPerson texts of each length and source that a person has at the most
 * @param epochs passes over the training texts
 * @param batchTokens tokens of one step, padding included
 * @param learningRate peak of AdamW; warm-up and cosine as in training
 * @param lambda weight of the language model's loss beside the author's (0.5 in the paper)
 * @param width of the additive attention
 * @param pooling attention, mean or last
 * @param rank of the adapter that is trained below the head
 * @param seed first weights and order
 */
public record JudgeConfig(
    boolean enabled,
    int people,
    List<Integer> messages,
    int textsPerPerson,
    int epochs,
    int batchTokens,
    double learningRate,
    double lambda,
    int width,
    Pooling pooling,
    int rank,
    long seed)
    implements Serializable {
  public JudgeConfig {
    messages = List.copyOf(messages);
    require(people >= 2, "people must be at least 2, got " + people);
    require(
        !messages.isEmpty() && messages.stream().allMatch(n -> n >= 1 && n <= 1000),
        "messages must name numbers in [1, 1000], got " + messages);
    require(textsPerPerson >= 1, "texts-per-person must be at least 1, got " + textsPerPerson);
    require(epochs >= 1, "epochs must be at least 1, got " + epochs);
    require(batchTokens >= 64, "batch-tokens must be at least 64, got " + batchTokens);
    require(learningRate > 0, "learning-rate must be above 0, got " + learningRate);
    require(lambda >= 0, "lambda must not be negative, got " + lambda);
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
