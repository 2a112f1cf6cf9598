package org.idiolect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongestCopyTest {
  @Test
  void findsTheLongestCommonRun() {
    assertThat(LongestCopy.tokens(new int[] {7, 8, 9}, new int[] {1, 8, 9, 2})).isEqualTo(2);
    assertThat(LongestCopy.tokens(new int[] {7, 8, 9}, new int[] {9, 8, 7})).isEqualTo(1);
    assertThat(LongestCopy.tokens(new int[] {7, 7, 7}, new int[] {7, 7, 1, 7})).isEqualTo(2);
    assertThat(LongestCopy.tokens(new int[] {}, new int[] {1})).isZero();
    assertThat(LongestCopy.tokens(new int[] {5}, new int[] {})).isZero();
  }
}
