package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBoardTest {
  @Test
  void finishedAuthorsDoNotFillTheMemoryAndActiveOnesStay() {
    ProgressBoard board = new ProgressBoard();
    board.add(progress("active", 3));
    for (int author = 0; author < 10_000; author++) {
      board.add(progress("author" + author, 9));
    }

    assertThat(board.value()).containsKey("active").containsKey("author9999");
    assertThat(board.value()).hasSizeLessThan(300);
    assertThat(board.done()).isEqualTo(10_000);
  }

  private static Progress progress(String name, int step) {
    return new Progress(name, step, 9, 1, 1, 1, 1, null);
  }
}
