package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains an {@link AttributionHead} and the adapter below it on a frozen GPT-2. Float32, whatever
 * the model's arithmetic. Not for two threads at once.
 */
public final class AttributionTrainer implements AutoCloseable {
  private final Gpt2Model base;
  private final AttributionConfig config;
  private final AdamWConfig adamW;
  private final ScriptSettings settings;
  private final OptimizerState state;
  private final int adapterTensors;

  private AttributionTrainer(Gpt2Model base, AttributionHead start, AdamWConfig adamW) {
    AdapterStack stack = AdapterStack.of(base.config(), start.adapter());
    List<Tensor> trained = new ArrayList<>(stack.tensors());
    this.adapterTensors = trained.size();
    trained.addAll(start.tensors());
    this.base = base;
    this.config = start.config();
    this.adamW = adamW;
    this.settings = stack.settings(base.script().compute().precision());
    this.state = new OptimizerState(base.script(), trained, "t", new Shape());
  }

  /**
   * Starts from this head, which is copied.
   *
   * @param base stays frozen, and open: the caller closes it after the trainer
   */
  public static AttributionTrainer create(
      Gpt2Model base, AttributionHead start, AdamWConfig adamW) {
    start.adapter().checkFits(base.config());
    return new AttributionTrainer(base, start, adamW);
  }

  /**
   * What one batch cost, before the step changed the weights.
   *
   * @param authorNll mean over rows, nats
   * @param tokenNll L1, mean over next tokens, nats
   * @param gradNorm before clipping
   */
  public record Loss(double authorNll, double tokenNll, double gradNorm) {}

  /** Forward, backward, clipping and AdamW on one batch. */
  public Loss step(AttributionBatch batch, double learningRate) {
    ScoredTokens scored = ScoredTokens.all(batch.tokenIds(), base.config());
    float[] coefficients = new float[scored.count()];
    Arrays.fill(coefficients, (float) (batch.lambda() / scored.count()));
    try (NDManager scope = base.script().newScope()) {
      NDList arguments = new NDList(base.weights());
      arguments.addAll(state.arrays());
      arguments.add(scored.idArray(scope));
      arguments.add(AttributionModel.lengths(scope, batch.tokenIds()));
      arguments.add(authors(scope, batch.authors()));
      arguments.add(scope.create(scored.positions()));
      arguments.add(scope.create(scored.targets()));
      arguments.add(scope.create(coefficients));
      arguments.add(settings.dims(scope, config.pooling().ordinal()));
      arguments.add(settings.reals(scope, learningRate, adamW, batch.lambda() > 0 ? 1 : 0));
      NDList out = base.script().call(scope, "train_attribution", arguments);
      state.advance();
      return new Loss(-mean(out.get(0)), -mean(out.get(1)), out.get(2).toFloatArray()[0]);
    }
  }

  private NDArray authors(NDManager scope, int[] authors) {
    long[] indices = new long[authors.length];
    for (int row = 0; row < authors.length; row++) {
      if (authors[row] < 0 || authors[row] >= config.authors()) {
        throw new IllegalArgumentException(
            "row %d: author must be in [0, %d), got %d"
                .formatted(row, config.authors(), authors[row]));
      }
      indices[row] = authors[row];
    }
    return scope.create(indices);
  }

  private static double mean(NDArray values) {
    double sum = 0;
    float[] numbers = values.toFloatArray();
    for (float number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  /** The head as it is now, copied. */
  public AttributionHead head() {
    List<Tensor> trained = state.download();
    return new AttributionHead(
        config,
        AdapterStack.unstack(config.lora(), trained.subList(0, adapterTensors), 0),
        trained.subList(adapterTensors, trained.size()));
  }

  @Override
  public void close() {
    state.close();
  }
}
