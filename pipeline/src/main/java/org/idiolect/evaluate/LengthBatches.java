package org.idiolect.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/**
 * Cuts rows that come sorted by length into batches of a bounded padded area.
 *
 * <p>Example: lengths {@code 2 3 3 9}, at most 9 tokens, give {@code [2 3 3] [9]}. A single row
 * that is longer than the bound is a batch alone.
 */
final class LengthBatches<T> implements Iterator<List<T>> {
  private final Iterator<T> rows;
  private final ToIntFunction<T> length;
  private final int batchTokens;
  private T next;

  LengthBatches(Iterator<T> rows, ToIntFunction<T> length, int batchTokens) {
    this.rows = rows;
    this.length = length;
    this.batchTokens = batchTokens;
    this.next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public List<T> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    List<T> batch = new ArrayList<>();
    int longest = 0;
    do {
      batch.add(next);
      longest = Math.max(longest, length.applyAsInt(next));
      next = rows.hasNext() ? rows.next() : null;
    } while (next != null
        && (long) Math.max(longest, length.applyAsInt(next)) * (batch.size() + 1) <= batchTokens);
    return batch;
  }
}
