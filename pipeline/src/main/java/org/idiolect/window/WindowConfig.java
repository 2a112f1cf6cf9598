package org.idiolect.window;

import java.io.Serializable;

/**
 * Settings of the prepare stage.
 *
 * @param blockSize tokens of a window at most; the model's context length must hold them
 * @param stride tokens that a validation or test window scores at least, while there are messages
 *     left: block size - stride tokens may be context; in [1, block size]
 * @param split how sessions are dealt to the splits
 * @param authors who gets an adapter
 */
public record WindowConfig(int blockSize, int stride, SplitConfig split, AuthorConfig authors)
    implements Serializable {
  /** Date line, letter and time take 26 bytes at most: a header and some text always fit. */
  static final int SMALLEST_BLOCK = 32;

  public WindowConfig {
    if (blockSize < SMALLEST_BLOCK) {
      throw new IllegalArgumentException(
          "window.block-size must be at least %d, got %d".formatted(SMALLEST_BLOCK, blockSize));
    }
    if (stride < 1 || stride > blockSize) {
      throw new IllegalArgumentException(
          "window.stride must be in [1, block-size = %d], got %d".formatted(blockSize, stride));
    }
  }

  public static WindowConfig defaults() {
    return new WindowConfig(256, 128, SplitConfig.defaults(), AuthorConfig.defaults());
  }

  /** Tokens of earlier messages that a window of this split may carry. */
  int contextTokens(Split split) {
    return split == Split.TRAIN ? 0 : blockSize - stride;
  }
}
