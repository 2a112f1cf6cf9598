package org.idiolect.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** People stay apart: naive Bayes over character 3-grams tells them in sessions it has not seen. */
class VoicesTest {

  private static final int N = 3;
  private static final int GROUP = 5;
  private static final List<Spoken> SPOKEN = Spoken.all(GenerateSamples.DEFAULT_SEED);

  private final Map<String, Map<String, Integer>> counts = new HashMap<>();
  private final Map<String, Integer> totals = new HashMap<>();
  private final Set<String> vocabulary = new HashSet<>();

  @Test
  void fiveMessagesTellTheirAuthor() {
    SPOKEN.stream().filter(spoken -> !isHeldOut(spoken)).forEach(this::learn);
    List<List<Spoken>> groups = new ArrayList<>();
    heldOut().values().forEach(all -> addGroups(all, GROUP, groups));
    assertThat(groups).hasSizeGreaterThan(150);
    assertThat(accuracy(groups)).isGreaterThan(0.97);
  }

  @Test
  void oneMessageOfFourWordsTellsItsAuthor() {
    SPOKEN.stream().filter(spoken -> !isHeldOut(spoken)).forEach(this::learn);
    List<List<Spoken>> single =
        heldOut().values().stream()
            .flatMap(List::stream)
            .filter(spoken -> spoken.text().split("\\s+").length >= 4)
            .map(List::of)
            .toList();
    assertThat(single).hasSizeGreaterThan(500);
    assertThat(accuracy(single)).isGreaterThan(0.9);
  }

  private static boolean isHeldOut(Spoken spoken) {
    return Math.floorMod(spoken.session().hashCode(), 4) == 0;
  }

  private static Map<String, List<Spoken>> heldOut() {
    return SPOKEN.stream()
        .filter(VoicesTest::isHeldOut)
        .collect(Collectors.groupingBy(Spoken::person));
  }

  private static void addGroups(List<Spoken> all, int size, List<List<Spoken>> groups) {
    for (int start = 0; start + size <= all.size(); start += size) {
      groups.add(all.subList(start, start + size));
    }
  }

  private void learn(Spoken spoken) {
    for (String gram : grams(spoken.text())) {
      counts.computeIfAbsent(spoken.person(), p -> new HashMap<>()).merge(gram, 1, Integer::sum);
      totals.merge(spoken.person(), 1, Integer::sum);
      vocabulary.add(gram);
    }
  }

  private double accuracy(List<List<Spoken>> groups) {
    long right =
        groups.stream().filter(group -> author(group).equals(group.get(0).person())).count();
    return right / (double) groups.size();
  }

  private String author(List<Spoken> group) {
    return counts.keySet().stream()
        .max((a, b) -> Double.compare(logLikelihood(a, group), logLikelihood(b, group)))
        .orElseThrow();
  }

  private double logLikelihood(String person, List<Spoken> group) {
    double sum = 0;
    for (Spoken spoken : group) {
      for (String gram : grams(spoken.text())) {
        double count = counts.get(person).getOrDefault(gram, 0) + 0.1;
        sum += Math.log(count / (totals.get(person) + 0.1 * vocabulary.size()));
      }
    }
    return sum;
  }

  private static List<String> grams(String text) {
    String padded = "^" + text + "$";
    List<String> grams = new ArrayList<>();
    for (int i = 0; i + N <= padded.length(); i++) {
      grams.add(padded.substring(i, i + N));
    }
    return grams;
  }
}
