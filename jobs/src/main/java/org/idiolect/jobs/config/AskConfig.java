package org.idiolect.jobs.config;

/**
 * Settings of zero-shot questions.
 *
 * @param maxNewTokens longest answer
 * @param templates prompt of each task; {text} stands for the question
 */
public record AskConfig(int maxNewTokens, Templates templates) {
  public AskConfig {
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("max-new-tokens must be at least 1, got " + maxNewTokens);
    }
  }

  /** One prompt for each task. */
  public record Templates(String question, String translation, String summary, String arithmetic) {}
}
