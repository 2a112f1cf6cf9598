package org.idiolect.evaluate;

import java.util.List;
import org.idiolect.window.Span;
import org.idiolect.window.TokenWindow;

/**
 * Sums a window's token log-probabilities into messages.
 *
 * <p>Content scope: the text and its end mark count; the header (time and letter of the speaker) is
 * context, its sum is kept apart. Context messages, which another window scores, are left out.
 *
 * <p>Example: tokens {@code [<|endoftext|> h h x x \n]}, one span with header at 1, text from 3 to
 * 6: the message has 3 tokens, its header 2.
 */
public final class MessageScorer {
  private MessageScorer() {}

  /**
   * Scores the messages of a window that are not context.
   *
   * @param logProbabilities ln p of each token given those before it, in nats; entry t belongs to
   *     token t + 1
   */
  public static List<MessageScore> score(TokenWindow window, float[] logProbabilities) {
    if (logProbabilities.length != window.tokenIds().length - 1) {
      throw new IllegalArgumentException(
          "window %s has %d tokens and needs one log-probability less, got %d"
              .formatted(window.windowId(), window.tokenIds().length, logProbabilities.length));
    }
    return window.spans().stream()
        .filter(span -> span.end() > window.scoredFrom())
        .map(span -> score(window, span, logProbabilities))
        .toList();
  }

  private static MessageScore score(TokenWindow window, Span span, float[] logProbabilities) {
    if (span.start() < window.scoredFrom()) {
      throw new IllegalArgumentException(
          "window %s is scored from token %d, inside the message at %d to %d"
              .formatted(window.windowId(), window.scoredFrom(), span.start(), span.end()));
    }
    int headerStart = Math.max(window.scoredFrom(), span.headerStart());
    return new MessageScore(
        span,
        negativeSum(logProbabilities, span.start(), span.end(), window),
        negativeSum(logProbabilities, headerStart, span.start(), window),
        span.end() - span.start());
  }

  private static double negativeSum(float[] logProbabilities, int from, int to, TokenWindow of) {
    double nats = 0;
    for (int token = Math.max(1, from); token < to; token++) {
      nats -= logProbabilities[token - 1];
    }
    if (!Double.isFinite(nats)) {
      throw new ArithmeticException(
          "the model gave a token of window " + of.windowId() + " no finite probability");
    }
    return nats;
  }
}
