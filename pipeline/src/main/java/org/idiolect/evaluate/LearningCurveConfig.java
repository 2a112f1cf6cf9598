package org.idiolect.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Settings of the learning curve.
 *
 * @param messages how many of a person's latest training messages an adapter sees, ascending; all
 *     of them are always tried too
 * @param people those with most training messages among the eligible
 * @param seeds one adapter each: order of the data, first weights
 */
public record LearningCurveConfig(List<Integer> messages, int people, List<Long> seeds)
    implements Serializable {
  public LearningCurveConfig {
    messages = messages.stream().sorted().distinct().toList();
    seeds = seeds.stream().distinct().toList();
    require(
        !messages.isEmpty() && messages.get(0) >= 1,
        "messages must name numbers of at least 1, got " + messages);
    require(people >= 1, "people must be at least 1, got " + people);
    require(!seeds.isEmpty(), "seeds must name at least one number");
  }

  /** The subsets of somebody with so many training messages: the smaller ones, then all. */
  int[] subsets(int total) {
    return IntStream.concat(
            messages.stream().mapToInt(Integer::intValue).filter(n -> n < total),
            IntStream.of(total))
        .toArray();
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException("learning-curve: " + message);
    }
  }
}
