package org.idiolect.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * Settings of the evaluation.
 *
 * @param splits which held-out sessions are scored, of {@code validation} and {@code test}
 * @param batchTokens the most token positions in one forward pass, padding included
 * @param partitions Spark tasks that score; 0 = one for each core
 * @param resamples how often the sessions are drawn anew for an interval
 * @param minimumSessions fewer sessions than this give no interval
 * @param minimumTestMessages held-out messages an author needs to count in the macro average
 * @param minimumTestSessions held-out sessions an author needs to count in the macro average
 * @param styleAuthors the people with the most held-out messages, to whom style is compared
 * @param seed of the resampling
 */
public record EvaluateConfig(
    List<String> splits,
    int batchTokens,
    int partitions,
    int resamples,
    int minimumSessions,
    int minimumTestMessages,
    int minimumTestSessions,
    int styleAuthors,
    long seed)
    implements Serializable {

  public EvaluateConfig {
    splits = List.copyOf(splits);
    if (splits.isEmpty() || !List.of("validation", "test").containsAll(splits)) {
      throw new IllegalArgumentException(
          "evaluate.splits must name validation, test or both, got " + splits);
    }
    requireIn("batch-tokens", batchTokens, 1, 1 << 24);
    requireIn("partitions", partitions, 0, 1 << 20);
    requireIn("resamples", resamples, 40, 100_000);
    requireIn("minimum-sessions", minimumSessions, 2, Integer.MAX_VALUE);
    requireIn("minimum-test-messages", minimumTestMessages, 1, Integer.MAX_VALUE);
    requireIn("minimum-test-sessions", minimumTestSessions, 1, Integer.MAX_VALUE);
    requireIn("style-authors", styleAuthors, 2, 1000);
  }

  /** Both held-out splits, 8,192 tokens a pass, 1,000 resamples, 10 sessions for an interval. */
  public static EvaluateConfig defaults() {
    return new EvaluateConfig(List.of("validation", "test"), 8192, 0, 1000, 10, 100, 5, 20, 2017L);
  }

  /** The same with the number of scoring tasks settled, unless it is set. */
  public EvaluateConfig withTasks(int tasks) {
    return partitions > 0
        ? this
        : new EvaluateConfig(
            splits,
            batchTokens,
            tasks,
            resamples,
            minimumSessions,
            minimumTestMessages,
            minimumTestSessions,
            styleAuthors,
            seed);
  }

  private static void requireIn(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "evaluate." + key + " must be in [" + low + ", " + high + "], got " + value);
    }
  }
}
