package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.idiolect.evaluate.StyleCounts.End;
import org.idiolect.evaluate.StyleCounts.Start;
import org.junit.jupiter.api.Test;

final class StyleCountsTest {
  @Test
  void countsHabitsByHand() {
    StyleCounts counts =
        new StyleCounts()
            .add("lol ok 🙂")
            .add("Really? That is late.")
            .add("so tired...")
            .add("  7 pm then  ")
            .add(" ");

    assertThat(counts.messages()).isEqualTo(4);
    assertThat(counts.wordsMean()).isEqualTo((3 + 4 + 2 + 3) / 4.0);
    assertThat(counts.charactersMean()).isEqualTo((8 + 21 + 11 + 9) / 4.0);
    assertThat(counts.emoji()).isEqualTo(0.25);
    assertThat(counts.question()).isEqualTo(0.25);
    assertThat(counts.share(Start.LOWER_CASE)).isEqualTo(0.5);
    assertThat(counts.share(Start.DIGIT)).isEqualTo(0.25);
    assertThat(counts.share(End.EMOJI)).isEqualTo(0.25);
    assertThat(counts.share(End.PERIOD)).isEqualTo(0.25);
    assertThat(counts.share(End.ELLIPSIS)).isEqualTo(0.25);
    assertThat(counts.share(End.PLAIN)).isEqualTo(0.25);
  }

  @Test
  void divergenceIsZeroForEqualsAndNearOneForStrangers() {
    assertThat(StyleCounts.divergence(new double[] {3, 5}, new double[] {3, 5})).isZero();
    assertThat(StyleCounts.divergence(new double[] {1e9, 0}, new double[] {0, 1e9}))
        .isCloseTo(1, within(1e-6));
    // p = (3.5, 0.5) / 4, q = (0.5, 3.5) / 4: 1 - H(1/8) = 0.456436 bits
    assertThat(StyleCounts.divergence(new double[] {3, 0}, new double[] {0, 3}))
        .isCloseTo(0.456436, within(1e-6));
  }

  @Test
  void sameHabitsAreNearerThanOthers() {
    double[] loud = repeated("WHAT A DAY!!", "NO WAY!").histograms();
    double[] loudAgain = repeated("OH MY GOSH!", "YES!").histograms();
    double[] quiet = repeated("hm. maybe later.", "i suppose so.").histograms();
    assertThat(StyleCounts.distance(loud, loudAgain)).isLessThan(StyleCounts.distance(loud, quiet));
  }

  private static StyleCounts repeated(String... messages) {
    StyleCounts counts = new StyleCounts();
    for (int i = 0; i < 50; i++) {
      counts.add(messages[i % messages.length]);
    }
    return counts;
  }
}
