package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitterTest {
  private static final Splitter SPLITTER = new Splitter(SplitConfig.defaults());

  @Test
  void longConversationsAreSplitByTime() {
    assertThat(splits(20)).isEqualTo(expected(14, 3, 3));
    assertThat(splits(7)).isEqualTo(expected(5, 1, 1));
  }

  @Test
  void shortConversationsStayWhole() {
    assertThat(splits(6)).containsOnly(splits(6).get(0));
  }

  @Test
  void hashesDealTheSharesThatAreAsked() {
    Map<Split, Long> counts =
        IntStream.range(0, 20000)
            .mapToObj(i -> SPLITTER.splitOf("conversation-" + i, 0, 1))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    // Four standard deviations of a binomial of 20,000.
    assertThat(counts.get(Split.TRAIN)).isBetween(13740L, 14260L);
    assertThat(counts.get(Split.VALIDATION)).isBetween(2798L, 3202L);
    assertThat(counts.get(Split.TEST)).isBetween(2798L, 3202L);
  }

  @Test
  void hashesStayTheSameForever() {
    assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h"))
        .extracting(id -> SPLITTER.splitOf(id, 0, 1).label())
        .containsExactly(
            "validation", "train", "train", "train", "train", "train", "validation", "train");
  }

  private static List<Split> splits(int sessions) {
    return IntStream.range(0, sessions)
        .mapToObj(position -> SPLITTER.splitOf("c", position, sessions))
        .toList();
  }

  private static List<Split> expected(int train, int validation, int test) {
    return IntStream.range(0, train + validation + test)
        .mapToObj(
            i -> i < train ? Split.TRAIN : i < train + validation ? Split.VALIDATION : Split.TEST)
        .toList();
  }
}
