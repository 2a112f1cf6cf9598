package org.idiolect.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Trains one author's adapter on a frozen model, which it shares with others. The adapter is
 * float32.
 */
public final class LoraTrainer implements Trainer {
  private final Gpt2Model base;
  private final LoraConfig config;
  private final AdamWConfig adamW;
  private final ScriptSettings settings;
  private final OptimizerState state;

  private LoraTrainer(Gpt2Model base, LoraAdapter start, AdamWConfig adamW) {
    AdapterStack stack = AdapterStack.of(base.config(), start);
    this.base = base;
    this.config = start.config();
    this.adamW = adamW;
    this.settings = stack.settings(base.script().compute().precision());
    this.state = new OptimizerState(base.script(), stack.tensors(), "a", new Shape(1));
  }

  /**
   * Starts from this adapter, which is copied.
   *
   * @param base stays frozen, and open: the caller closes it after the trainer
   */
  public static LoraTrainer create(Gpt2Model base, LoraAdapter start, AdamWConfig adamW) {
    start.checkFits(base.config());
    return new LoraTrainer(base, start, adamW);
  }

  @Override
  public StepResult step(TrainBatch batch, double learningRate) {
    ScoredTokens scored = ScoredTokens.of(batch, base.config());
    try (NDManager scope = base.script().newScope()) {
      NDList arguments = new NDList(base.weights());
      arguments.addAll(state.arrays());
      arguments.add(scored.idArray(scope));
      arguments.add(scope.create(scored.positions()));
      arguments.add(scope.create(scored.targets()));
      arguments.add(scope.create(scored.coefficients()));
      arguments.add(scope.create(new double[] {learningRate}));
      arguments.add(settings.dims(scope));
      arguments.add(settings.reals(scope, learningRate, adamW));
      NDList out = base.script().call(scope, "train_adapters", arguments);
      state.advance();
      return scored.result(batch, out.get(0).toFloatArray(), out.get(1).toFloatArray()[0]);
    }
  }

  @Override
  public StepResult evaluate(TrainBatch batch) {
    ScoredTokens scored = ScoredTokens.of(batch, base.config());
    try (NDManager scope = base.script().newScope()) {
      float[] logProbabilities =
          LogProbabilities.compute(
              base.script(), settings, scope, base.weights(), state.parameters(), scored);
      return scored.result(batch, logProbabilities, Double.NaN);
    }
  }

  @Override
  public int steps() {
    return state.steps();
  }

  /** The adapter as it is now, copied. */
  public LoraAdapter adapter() {
    return AdapterStack.unstack(config, state.download(), 0);
  }

  @Override
  public List<Tensor> checkpoint() {
    return state.checkpoint();
  }

  @Override
  public void restore(List<Tensor> checkpoint) {
    state.restore(checkpoint);
  }

  @Override
  public void close() {
    state.close();
  }
}
