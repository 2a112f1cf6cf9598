package org.idiolect.window;

import java.io.Serializable;

/**
 * How sessions are dealt to train, validation and test.
 *
 * @param minimumSessions conversations with at least so many are split by time, others as a whole
 * @param validationFraction share of the sessions before the test sessions, in (0, 1)
 * @param testFraction share of the last sessions, in (0, 1)
 */
public record SplitConfig(int minimumSessions, double validationFraction, double testFraction)
    implements Serializable {
  public SplitConfig {
    if (minimumSessions < 3) {
      throw new IllegalArgumentException(
          "window.split.minimum-sessions must be at least 3, got " + minimumSessions);
    }
    requireFraction("validation-fraction", validationFraction);
    requireFraction("test-fraction", testFraction);
    if (validationFraction + testFraction > 0.9) {
      throw new IllegalArgumentException(
          "window.split: validation-fraction + test-fraction must be at most 0.9, got "
              + (validationFraction + testFraction));
    }
  }

  public static SplitConfig defaults() {
    return new SplitConfig(7, 0.15, 0.15);
  }

  private static void requireFraction(String key, double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "window.split." + key + " must be in (0, 1), got " + fraction);
    }
  }
}
