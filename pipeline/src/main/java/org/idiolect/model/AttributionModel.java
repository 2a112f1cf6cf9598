package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Tells who wrote a text: a frozen GPT-2 with a trained {@link AttributionHead}. */
public final class AttributionModel implements AutoCloseable {
  private final Gpt2Model base;
  private final AttributionConfig config;
  private final ScriptSettings settings;
  private final NDManager manager;
  private final NDList adapters;
  private final NDList head;

  private AttributionModel(Gpt2Model base, AttributionHead head) {
    AdapterStack stack = AdapterStack.of(base.config(), head.adapter());
    this.base = base;
    this.config = head.config();
    this.settings = stack.settings(base.script().compute().precision());
    this.manager = base.script().newScope();
    this.adapters = stack.upload(manager);
    this.head = Script.upload(manager, head.tensors(), "q");
  }

  /**
   * Copies the head to the device.
   *
   * @param base stays open: the caller closes it after this
   */
  public static AttributionModel load(Gpt2Model base, AttributionHead head) {
    head.adapter().checkFits(base.config());
    return new AttributionModel(base, head);
  }

  /**
   * Who wrote one text.
   *
   * @param logProbabilities ln p of each of the M authors
   * @param weights how much each token that was read counted; they sum to 1
   */
  public record Attribution(float[] logProbabilities, float[] weights) {}

  /**
   * Judges each row.
   *
   * @param tokenIds rows of 2 to context length + 1 tokens; the last one is not read
   */
  public Attribution[] attribute(int[][] tokenIds) {
    ScoredTokens scored = ScoredTokens.all(tokenIds, base.config());
    try (NDManager scope = base.script().newScope()) {
      NDList arguments = new NDList(base.weights());
      arguments.addAll(adapters);
      arguments.addAll(head);
      arguments.add(scored.idArray(scope));
      arguments.add(lengths(scope, tokenIds));
      arguments.add(settings.dims(scope, config.pooling().ordinal()));
      arguments.add(settings.reals(scope));
      NDList out = base.script().call(scope, "attribute", arguments);
      return rows(out.get(0).toFloatArray(), out.get(1).toFloatArray(), tokenIds, scored.length());
    }
  }

  private Attribution[] rows(float[] authors, float[] weights, int[][] tokenIds, int length) {
    Attribution[] rows = new Attribution[tokenIds.length];
    int m = config.authors();
    for (int row = 0; row < rows.length; row++) {
      int read = tokenIds[row].length - 1;
      rows[row] =
          new Attribution(
              Arrays.copyOfRange(authors, row * m, (row + 1) * m),
              Arrays.copyOfRange(weights, row * length, row * length + read));
    }
    return rows;
  }

  /** Tokens that are read of each row: int64 (B). */
  static NDArray lengths(NDManager scope, int[][] tokenIds) {
    long[] lengths = new long[tokenIds.length];
    for (int row = 0; row < lengths.length; row++) {
      if (tokenIds[row].length < 2) {
        throw new IllegalArgumentException(
            "row %d: a text needs at least 2 tokens, got %d".formatted(row, tokenIds[row].length));
      }
      lengths[row] = tokenIds[row].length - 1;
    }
    return scope.create(lengths, new Shape(lengths.length));
  }

  @Override
  public void close() {
    manager.close();
  }
}
