package org.idiolect.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Trains all weights of a GPT-2. Weights and optimizer state are float32, whatever the arithmetic.
 */
public final class FullTrainer implements Trainer {
  private final Gpt2Config config;
  private final AdamWConfig adamW;
  private final Script script;
  private final ScriptSettings settings;
  private final OptimizerState state;

  private FullTrainer(Gpt2Weights start, AdamWConfig adamW, Script script) {
    this.config = start.config();
    this.adamW = adamW;
    this.script = script;
    this.settings = ScriptSettings.withoutAdapter(config, script.compute().precision());
    this.state = new OptimizerState(script, start.tensors(), "p", new Shape());
  }

  /** Starts from these weights, which are copied. */
  public static FullTrainer create(Gpt2Weights start, AdamWConfig adamW, ComputeConfig compute) {
    return create(start, adamW, Script.open(compute));
  }

  static FullTrainer create(Gpt2Weights start, AdamWConfig adamW, Script script) {
    return new FullTrainer(start, adamW, script);
  }

  @Override
  public StepResult step(TrainBatch batch, double learningRate) {
    ScoredTokens scored = ScoredTokens.of(batch, config);
    try (NDManager scope = script.newScope()) {
      NDList arguments = new NDList(state.arrays());
      arguments.add(scored.idArray(scope));
      arguments.add(scope.create(scored.positions()));
      arguments.add(scope.create(scored.targets()));
      arguments.add(scope.create(scored.coefficients()));
      arguments.add(settings.dims(scope));
      arguments.add(settings.reals(scope, learningRate, adamW));
      NDList out = script.call(scope, "train_weights", arguments);
      state.advance();
      return scored.result(batch, out.get(0).toFloatArray(), out.get(1).toFloatArray()[0]);
    }
  }

  @Override
  public StepResult evaluate(TrainBatch batch) {
    ScoredTokens scored = ScoredTokens.of(batch, config);
    try (NDManager scope = script.newScope()) {
      NDList none = Script.unread(scope, "a");
      float[] logProbabilities =
          LogProbabilities.compute(script, settings, scope, state.parameters(), none, scored);
      return scored.result(batch, logProbabilities, Double.NaN);
    }
  }

  @Override
  public int steps() {
    return state.steps();
  }

  /** The weights as they are now, copied. */
  public Gpt2Weights weights() {
    return new Gpt2Weights(config, state.download());
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
    script.close();
  }
}
