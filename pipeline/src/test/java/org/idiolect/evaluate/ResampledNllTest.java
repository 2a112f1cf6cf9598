package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class ResampledNllTest {
  private static final EvaluateConfig CONFIG = EvaluateConfig.defaults();

  @Test
  void threePerplexitiesByHand() {
    ModelRates rates =
        new ResampledNll(CONFIG)
            .add(session("s1", 2 * Math.log(2), 2, 1, 4))
            .add(session("s2", 4 * Math.log(2), 1, 1, 8))
            .rates("test", "a", "base", false);

    Row row = AuthorPerplexity.row(rates, 10);

    assertThat(value(row, "token_perplexity")).isCloseTo(4, within(1e-12)); // 6 bits, 3 tokens
    assertThat(value(row, "word_perplexity")).isCloseTo(8, within(1e-12)); // 6 bits, 2 words
    assertThat(value(row, "bits_per_byte")).isCloseTo(0.5, within(1e-12)); // 6 bits, 12 bytes
    assertThat(row.isNullAt(AuthorPerplexity.SCHEMA.fieldIndex("bits_per_byte_low"))).isTrue();
  }

  @Test
  void aConstantRateHasAnIntervalOfNoWidth() {
    ResampledNll sums = new ResampledNll(CONFIG);
    for (int i = 0; i < 12; i++) {
      sums.add(session("s" + i, (i + 1) * Math.log(16), i + 1, i + 1, 4 * (i + 1)));
    }
    Row row = AuthorPerplexity.row(sums.rates("test", "a", "base", false), 10);

    assertThat(value(row, "token_perplexity_low")).isCloseTo(16, within(1e-9));
    assertThat(value(row, "token_perplexity_high")).isCloseTo(16, within(1e-9));
    assertThat(value(row, "bits_per_byte")).isCloseTo(1, within(1e-12));
  }

  @Test
  void resamplesDrawEachSessionOnceOnAverage() {
    int[] weights = new SessionWeights(1, 100_000).of("c", "s");
    assertThat(Arrays.stream(weights).average().orElseThrow()).isCloseTo(1, within(0.02));
    assertThat(Arrays.stream(weights).filter(w -> w == 0).count() / 1e5)
        .isCloseTo(Math.exp(-1), within(0.01));
    assertThat(new SessionWeights(1, 100).of("c", "s"))
        .isNotEqualTo(new SessionWeights(1, 100).of("c", "t"))
        .isNotEqualTo(new SessionWeights(2, 100).of("c", "s"));
  }

  /**
   * Sessions differ more than their messages do; the interval must cover the truth all the same.
   */
  @Test
  void intervalsCoverTheTruthAboutAsOftenAsPromised() {
    SplittableRandom random = new SplittableRandom(7);
    int trials = 400;
    int covered = 0;
    for (int trial = 0; trial < trials; trial++) {
      Interval interval = Interval.of(simulatedAuthor(random, trial, 40).natsPerByte());
      covered += interval.low() <= 2 && 2 <= interval.high() ? 1 : 0;
    }
    // 95 % promised; percentile intervals of 40 sessions run slightly narrow.
    assertThat(covered / (double) trials).isBetween(0.90, 0.98);
  }

  private static ModelRates simulatedAuthor(SplittableRandom random, int trial, int sessions) {
    ResampledNll sums =
        new ResampledNll(new EvaluateConfig(CONFIG.splits(), 1, 0, 400, 10, 1, 1, 2, trial));
    for (int s = 0; s < sessions; s++) {
      double rate = 2 + 0.5 * random.nextGaussian();
      long bytes = 100 + random.nextInt(900);
      sums.add(session("t" + trial + "s" + s, bytes * rate, bytes / 4, bytes / 5, bytes));
    }
    return sums.rates("test", "a", "base", false);
  }

  private static double value(Row row, String column) {
    return row.getDouble(AuthorPerplexity.SCHEMA.fieldIndex(column));
  }

  static SessionNll session(String id, double nll, long tokens, long words, long bytes) {
    return new SessionNll("base", "a", "c", id, "test", nll, 0, tokens, words, bytes, 1);
  }
}
