package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AuthorBinsTest {
  @Test
  void longestAuthorsAreSpreadFirst() {
    AuthorBins bins = new AuthorBins(2);

    assertThat(LongStream.of(6, 5, 4, 3).mapToObj(bins::seat))
        .containsExactly(
            new AuthorBins.Seat(0, 0),
            new AuthorBins.Seat(1, 0),
            new AuthorBins.Seat(1, 1),
            new AuthorBins.Seat(0, 1));
  }

  @Test
  void noBinIsFarAboveTheMean() {
    Random random = new Random(3);
    long[] work = random.longs(500, 1, 5001).toArray();

    // Graham's bound for longest-first is 4/3; so many authors come far closer.
    assertThat(makespan(work, 8)).isLessThan(1.02 * Arrays.stream(work).sum() / 8);
  }

  @Test
  void oneAuthorWithMostOfTheTokensAndThousandsWithAFew() {
    long[] work = new long[10_001];
    Arrays.fill(work, 300);
    work[0] = 4_500_000; // 60 % of all

    for (int bins : new int[] {1, 2, 4, 16, 64}) {
      long ideal = Math.max(work[0], Arrays.stream(work).sum() / bins);
      assertThat(makespan(work, bins)).isLessThanOrEqualTo(ideal * 1.3);
    }
  }

  private static double makespan(long[] work, int bins) {
    long[] sorted = work.clone();
    Arrays.sort(sorted);
    AuthorBins packed = new AuthorBins(bins);
    long[] sums = new long[bins];
    for (int i = sorted.length - 1; i >= 0; i--) {
      sums[packed.seat(sorted[i]).bin()] += sorted[i];
    }
    return Arrays.stream(sums).max().orElseThrow();
  }
}
