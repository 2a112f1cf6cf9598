package org.idiolect.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idiolect.ingest.format.Format;
import org.junit.jupiter.api.Test;

/** The default samples are rich, large enough for eight people, of every written format. */
class SampleTextsTest {

  private static final int LONG_ENOUGH_WORDS = 4;
  private static final List<Spoken> SPOKEN = Spoken.all(GenerateSamples.DEFAULT_SEED);

  @Test
  void fewMessagesRepeatAnotherExactly() {
    List<String> texts = longTexts().map(Spoken::text).toList();
    assertThat(texts).hasSizeGreaterThan(2_000);
    assertThat(repeats(texts)).isLessThan(0.05);
  }

  @Test
  void noSlotIsLeftOpen() {
    assertThat(SPOKEN).noneMatch(spoken -> spoken.text().matches("(?s).*[{}\\[].*"));
  }

  @Test
  void everyPersonHasEnoughMessagesAndSessions() {
    Map<String, List<Spoken>> ofPerson =
        SPOKEN.stream().collect(Collectors.groupingBy(Spoken::person));
    assertThat(ofPerson).hasSize(8);
    ofPerson.forEach(
        (person, all) -> {
          assertThat(all).as(person).hasSizeGreaterThanOrEqualTo(450);
          assertThat(all.stream().map(Spoken::session).distinct().count())
              .as(person)
              .isGreaterThanOrEqualTo(12);
        });
    assertThat(SPOKEN).hasSizeGreaterThan(3_000);
  }

  @Test
  void everyFormatWithAWriterIsThere() throws IOException {
    Set<String> written =
        Files.readAllLines(Path.of("../data-samples/expected/counts.csv")).stream()
            .skip(1)
            .map(line -> line.split(",")[1])
            .collect(Collectors.toSet());
    assertThat(written)
        .as("a format with a writer in SampleFormat needs a line in plan.txt")
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SampleFormat.values())
                .map(SampleFormat::format)
                .map(Format::label)
                .distinct()
                .toList());
  }

  /** The share of texts that occur more than once. */
  private static double repeats(List<String> texts) {
    Map<String, Long> times =
        texts.stream().collect(Collectors.groupingBy(text -> text, Collectors.counting()));
    long repeated = texts.stream().filter(text -> times.get(text) > 1).count();
    return repeated / (double) texts.size();
  }

  /** Forged marks stand in every conversation by design and are left out. */
  private static Stream<Spoken> longTexts() {
    return SPOKEN.stream()
        .filter(spoken -> spoken.text().split("\\s+").length >= LONG_ENOUGH_WORDS)
        .filter(spoken -> !spoken.text().equals("A 12:06: not a header"));
  }
}
