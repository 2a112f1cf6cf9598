package org.idiolect.generate;

import java.io.Serializable;

/**
 * Settings of the conversations that are continued to see whether they are still conversations.
 *
 * @param conversations held-out sessions of two people that are continued, chosen by a hash; 0 =
 *     none
 * @param lines lines that each is continued for at the most
 * @param seed of the choice and of all random numbers
 */
public record TranscriptConfig(int conversations, int lines, long seed) implements Serializable {
  public TranscriptConfig {
    requireIn("conversations", conversations, 0, 100_000);
    requireIn("lines", lines, 2, 1000);
  }

  /** 30 conversations, 12 lines each. */
  public static TranscriptConfig defaults() {
    return new TranscriptConfig(30, 12, 1);
  }

  private static void requireIn(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "transcripts." + key + " must be in [" + low + ", " + high + "], got " + value);
    }
  }
}
