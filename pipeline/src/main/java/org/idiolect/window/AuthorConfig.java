package org.idiolect.window;

import java.io.Serializable;

/**
 * Who has enough messages for an adapter of their own.
 *
 * <p>The grades follow measured attribution of 20 candidates by samples of 20 messages: profiles of
 * 50, 500 and 1,500 messages reach 0.43, 0.84 and 0.89.
 *
 * @param gradeA training messages of grade A, at least
 * @param gradeB training messages of grade B, at least
 * @param gradeC training messages of grade C, at least; fewer are D
 * @param minimumTrainMessages training messages for an adapter, at least
 * @param minimumValidationSessions sessions that tell when to stop training, at least
 * @param minimumTestSessions held-out sessions, at least
 */
public record AuthorConfig(
    int gradeA,
    int gradeB,
    int gradeC,
    int minimumTrainMessages,
    int minimumValidationSessions,
    int minimumTestSessions)
    implements Serializable {
  public AuthorConfig {
    if (!(gradeA > gradeB && gradeB > gradeC && gradeC > 0)) {
      throw new IllegalArgumentException(
          "window.authors: grade-a > grade-b > grade-c > 0 must hold, got %d, %d, %d"
              .formatted(gradeA, gradeB, gradeC));
    }
    requireAtLeast("minimum-train-messages", minimumTrainMessages, 1);
    requireAtLeast("minimum-validation-sessions", minimumValidationSessions, 0);
    requireAtLeast("minimum-test-sessions", minimumTestSessions, 0);
  }

  public static AuthorConfig defaults() {
    return new AuthorConfig(1500, 500, 50, 200, 1, 1);
  }

  private static void requireAtLeast(String key, int given, int least) {
    if (given < least) {
      throw new IllegalArgumentException(
          "window.authors.%s must be at least %d, got %d".formatted(key, least, given));
    }
  }
}
