package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
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
  private final StepConfig stepConfig;
  private final String startSha256;

  /** The sum of a batch's gradients while its parts are computed; null without parts. */
  private final NDList gradients;

  private FullTrainer(WeightSource start, AdamWConfig adamW, Script script, StepConfig stepConfig) {
    this.config = start.config();
    this.adamW = adamW;
    this.script = script;
    this.settings = ScriptSettings.withoutAdapter(config, script.compute().precision());
    TensorHash hash = new TensorHash();
    this.state = new OptimizerState(script, start, hash);
    this.startSha256 = hash.finish();
    this.stepConfig = stepConfig;
    this.gradients = stepConfig.parts() == 1 ? null : state.zerosLike("g");
  }

  /**
   * Starts from a model folder, which is read straight into native memory: the Java heap never
   * holds the weights.
   *
   * @throws IllegalArgumentException as {@link Gpt2Weights#read} does
   */
  public static FullTrainer create(
      Path start, AdamWConfig adamW, ComputeConfig compute, StepConfig stepConfig) {
    return create(StoredWeights.of(start), adamW, Script.open(compute), stepConfig);
  }

  private static FullTrainer create(
      WeightSource start, AdamWConfig adamW, Script script, StepConfig stepConfig) {
    try {
      return new FullTrainer(start, adamW, script, stepConfig);
    } catch (RuntimeException e) {
      script.close();
      throw e;
    }
  }

  /** Starts from these weights, which are copied. */
  public static FullTrainer create(Gpt2Weights start, AdamWConfig adamW, ComputeConfig compute) {
    return create(start, adamW, compute, StepConfig.defaults());
  }

  /** The same with a choice of how steps are computed. */
  public static FullTrainer create(
      Gpt2Weights start, AdamWConfig adamW, ComputeConfig compute, StepConfig stepConfig) {
    return create(start.source(), adamW, Script.open(compute), stepConfig);
  }

  static FullTrainer create(Gpt2Weights start, AdamWConfig adamW, Script script) {
    return create(start.source(), adamW, script, StepConfig.defaults());
  }

  @Override
  public StepResult step(TrainBatch batch, double learningRate) {
    StepResult result =
        gradients == null ? wholeStep(batch, learningRate) : stepInParts(batch, learningRate);
    state.advance();
    return result;
  }

  private StepResult wholeStep(TrainBatch batch, double learningRate) {
    ScoredTokens scored = ScoredTokens.of(batch, config);
    try (NDManager scope = script.newScope()) {
      NDList arguments = new NDList(state.arrays());
      addBatch(arguments, batch, scored, scope);
      arguments.add(reals(batch, learningRate, scope));
      NDList out = script.call(scope, "train_weights", arguments);
      return scored.result(batch, out.get(0).toFloatArray(), out.get(1).toFloatArray()[0]);
    }
  }

  private void addBatch(NDList arguments, TrainBatch batch, ScoredTokens scored, NDManager scope) {
    arguments.add(scored.idArray(scope));
    arguments.add(scope.create(scored.positions()));
    arguments.add(scope.create(scored.targets()));
    arguments.add(scope.create(scored.coefficients()));
    long recompute = stepConfig.recompute() ? 1 : 0;
    arguments.add(settings.trainingDims(scope, recompute, scored.dropoutKeys(batch)));
  }

  private NDArray reals(TrainBatch batch, double learningRate, NDManager scope) {
    double rate = batch.dropout() == null ? 0 : batch.dropout().rate();
    return settings.reals(scope, learningRate, adamW, rate);
  }

  private StepResult stepInParts(TrainBatch batch, double learningRate) {
    int rows = batch.tokenIds().length;
    int size = (rows + stepConfig.parts() - 1) / stepConfig.parts();
    StepResult sum = new StepResult(0, 0, 0, 0, 0, 0);
    for (int from = 0; from < rows; from += size) {
      TrainBatch part = batch.part(from, Math.min(rows, from + size));
      sum = part.isScored() ? sum.plus(addGradients(part)) : sum;
    }
    try (NDManager scope = script.newScope()) {
      NDList arguments = new NDList(state.arrays());
      arguments.addAll(gradients);
      arguments.add(reals(batch, learningRate, scope));
      double norm = script.call(scope, "apply_gradients", arguments).head().toFloatArray()[0];
      return sum.withGradNorm(norm);
    }
  }

  private StepResult addGradients(TrainBatch part) {
    ScoredTokens scored = ScoredTokens.of(part, config);
    try (NDManager scope = script.newScope()) {
      NDList arguments = new NDList(state.parameters());
      arguments.addAll(gradients);
      addBatch(arguments, part, scored, scope);
      arguments.add(reals(part, 0, scope));
      float[] logProbabilities =
          script.call(scope, "add_gradients", arguments).head().toFloatArray();
      return scored.result(part, logProbabilities, 0);
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

  /** The hash of the weights that training started from, as {@link Gpt2Weights#sha256}. */
  public String startSha256() {
    return startSha256;
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
  public List<TensorPieces> pieces() {
    return state.pieces();
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
