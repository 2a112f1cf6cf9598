package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idiolect.train.AuthorBins.Load;
import org.junit.jupiter.api.Test;

class AuthorBinsTest {
  @Test
  void longestAuthorsAreSpreadFirst() {
    Map<String, Integer> bins =
        AuthorBins.pack(
            List.of(new Load("a", 6), new Load("b", 5), new Load("c", 4), new Load("d", 3)), 2);

    assertThat(bins.get("a")).isEqualTo(bins.get("d"));
    assertThat(bins.get("b")).isEqualTo(bins.get("c"));
  }

  @Test
  void orderOfAuthorsChangesNothingAndNoBinIsFarAboveTheMean() {
    List<Load> authors = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      authors.add(new Load("author" + i, 1 + random.nextInt(5000)));
    }
    Map<String, Integer> bins = AuthorBins.pack(authors, 8);
    Collections.shuffle(authors, random);

    assertThat(AuthorBins.pack(authors, 8)).isEqualTo(bins);
    long[] tokens = new long[8];
    authors.forEach(author -> tokens[bins.get(author.authorId())] += author.tokens());
    long mean = Arrays.stream(tokens).sum() / 8;
    // Graham's bound for longest-first is 4/3; so many authors come far closer.
    assertThat(Arrays.stream(tokens).max().orElseThrow()).isLessThan(mean * 102 / 100);
  }
}
