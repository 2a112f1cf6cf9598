package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void wordsAreRunsOfNonWhitespace() {
    assertThat(Words.count("ok  see\nyou")).isEqualTo(3);
    assertThat(Words.count(" \u00a0a\u2028b\u0085c\u3000")).isEqualTo(3);
    assertThat(Words.count("")).isZero();
  }

  @Test
  void repairKeepsStyle() {
    assertThat(TextRepair.repair("a\r\nb\rc\u0007\ud83d\ude02")).isEqualTo("a\nb\nc\ud83d\ude02");
    assertThat(TextRepair.repair("x\ude02\ud83d")).isEqualTo("x\uFFFD\uFFFD");
    assertThat(TextRepair.repair("  \u200d tab\t ")).isEqualTo("  \u200d tab\t ");
  }
}
