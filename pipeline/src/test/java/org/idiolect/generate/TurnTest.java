package org.idiolect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Map<String, String> LETTERS = Map.of("ann", "A", "bo", "B");
  private static final Instant NOON = Instant.parse("2026-03-14T12:06:30Z");

  @Test
  void readsSpeakerAndTime() {
    assertThat(Turn.parse("B 12:07: sure", LETTERS, NOON))
        .contains(new Turn("bo", Instant.parse("2026-03-14T12:07:00Z")));
  }

  @Test
  void aDateLineMovesTheDayOn() {
    assertThat(Turn.parse("2026-03-15\nA 00:10: hi", LETTERS, NOON))
        .contains(new Turn("ann", Instant.parse("2026-03-15T00:10:00Z")));
  }

  @Test
  void theSameMinuteKeepsTheSeconds() {
    assertThat(Turn.parse("A 12:06: hi", LETTERS, NOON)).contains(new Turn("ann", NOON));
  }

  @Test
  void refusesTimeGoingBackStrangersAndNonsense() {
    assertThat(Turn.parse("A 12:05: hi", LETTERS, NOON)).isEmpty();
    assertThat(Turn.parse("C 12:07: hi", LETTERS, NOON)).isEmpty();
    assertThat(Turn.parse("A 25:99: hi", LETTERS, NOON)).isEmpty();
    assertThat(Turn.parse("well then", LETTERS, NOON)).isEmpty();
  }
}
