package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;

final class MessageScorerTest {
  // <|endoftext|> | header 1 2, text 3 4, mark 5 | header 6, text 7, mark 8
  private static final Span FIRST = new Span("a", "m1", 1, 3, 6, 2, 7);
  private static final Span SECOND = new Span("b", "m2", 6, 7, 9, 1, 3);
  private static final float[] NLL = {1, 2, 4, 8, 16, 32, 64, 128};

  @Test
  void textAndEndMarkCountAndTheHeaderIsKeptApart() {
    List<MessageScore> scores = MessageScorer.score(window(1, FIRST, SECOND), negated(NLL));

    assertThat(scores)
        .containsExactly(
            new MessageScore(FIRST, 4 + 8 + 16, 1 + 2, 3),
            new MessageScore(SECOND, 64 + 128, 32, 2));
  }

  @Test
  void contextMessagesAreLeftToTheWindowThatScoresThem() {
    assertThat(MessageScorer.score(window(6, FIRST, SECOND), negated(NLL)))
        .containsExactly(new MessageScore(SECOND, 192, 32, 2));
  }

  @Test
  void aContinuedPartHasNoHeaderOfItsOwn() {
    Span rest = new Span("a", "m1", 3, 3, 9, 0, 0);

    MessageScore score = MessageScorer.score(window(3, rest), negated(NLL)).get(0);

    assertThat(score.headerNllNats()).isZero();
    assertThat(score.nllNats()).isEqualTo(4 + 8 + 16 + 32 + 64 + 128);
  }

  @Test
  void uniformModelHasThePerplexityOfItsVocabulary() {
    TokenWindow window = window(1, FIRST, SECOND);
    float[] uniform = FakeModels.uniform(50257).of(new int[][] {window.tokenIds()})[0];

    List<MessageScore> scores = MessageScorer.score(window, uniform);

    double nll = scores.stream().mapToDouble(MessageScore::nllNats).sum();
    int tokens = scores.stream().mapToInt(MessageScore::tokens).sum();
    assertThat(Math.exp(nll / tokens)).isCloseTo(50257, within(0.05)); // float32 logarithms
  }

  @Test
  void refusesWhatCannotBeAProbability() {
    float[] broken = negated(NLL);
    broken[3] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> MessageScorer.score(window(1, FIRST), broken))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("w1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageScorer.score(window(1, FIRST), new float[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageScorer.score(window(4, FIRST), negated(NLL)))
        .withMessageContaining("inside the message");
  }

  private static TokenWindow window(int scoredFrom, Span... spans) {
    return new TokenWindow("w1", "c", "s", Split.TEST, 0, new int[9], List.of(spans), scoredFrom);
  }

  private static float[] negated(float[] values) {
    float[] negated = Arrays.copyOf(values, values.length);
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -negated[i];
    }
    return negated;
  }
}
