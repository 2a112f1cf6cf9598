package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * Trains the adapters of G authors at once on a frozen model, one adapter in each slot. All are of
 * one shape and float32; each has its own batch, learning rate, clipping and AdamW step count, so
 * what is in the other slots changes nothing but rounding. Not for two threads at once.
 */
public final class LoraCohort implements AutoCloseable {
  private final Gpt2Model base;
  private final LoraConfig config;
  private final AdamWConfig adamW;
  private final ScriptSettings settings;
  private final OptimizerState state;
  private final int slots;

  /**
   * Starts with copies of these adapters, the first in slot 0.
   *
   * @param base stays frozen, and open: the caller closes it after the cohort
   */
  public LoraCohort(Gpt2Model base, List<LoraAdapter> starts, AdamWConfig adamW) {
    AdapterStack stack = AdapterStack.ofGroups(base.config(), starts);
    this.base = base;
    this.config = stack.config();
    this.adamW = adamW;
    this.slots = starts.size();
    this.settings = stack.settings(base.script().compute().precision());
    this.state = new OptimizerState(base.script(), stack.tensors(), "a", new Shape(slots));
  }

  public int slots() {
    return slots;
  }

  OptimizerState state() {
    return state;
  }

  /** Puts another adapter of the same shape into a slot; its optimizer starts anew. */
  public void replace(int slot, LoraAdapter start) {
    if (!start.config().equals(config)) {
      throw new IllegalArgumentException(
          "a cohort of " + config + " takes no adapter of " + start.config());
    }
    try (NDManager scope = base.script().newScope()) {
      NDList arguments = state.arrays();
      arguments.addAll(
          Script.upload(scope, AdapterStack.of(base.config(), start).tensors(), "start"));
      arguments.add(Script.numbers(scope, (long) slot));
      base.script().call(scope, "replace_adapter", arguments);
    }
  }

  /**
   * One optimizer step of every slot that has a batch: forward, backward, clipping, AdamW.
   *
   * @param batches one a slot; null leaves the slot's adapter as it is
   * @param rates learning rate of each slot
   * @return one a slot, null where the batch is
   */
  public StepResult[] step(TrainBatch[] batches, double[] rates) {
    ScoredTokens scored = ScoredTokens.of(batches, base.config());
    try (NDManager scope = base.script().newScope()) {
      NDList arguments = new NDList(base.weights());
      arguments.addAll(state.arrays());
      arguments.add(scored.idArray(scope));
      arguments.add(scope.create(scored.positions()));
      arguments.add(scope.create(scored.targets()));
      arguments.add(scope.create(scored.coefficients()));
      arguments.add(scope.create(rates));
      arguments.add(settings.trainingDims(scope, 0, scored.dropoutKeys(batches)));
      arguments.add(settings.reals(scope, 0, adamW, dropoutRate(batches)));
      NDList out = base.script().call(scope, "train_adapters", arguments);
      state.advance();
      return scored.results(batches, out.get(0).toFloatArray(), out.get(1).toFloatArray());
    }
  }

  /** One rate for all: a batch without dropout beside one with it would need a rate of its own. */
  private static double dropoutRate(TrainBatch[] batches) {
    double[] rates =
        Arrays.stream(batches)
            .filter(Objects::nonNull)
            .mapToDouble(batch -> batch.dropout() == null ? 0 : batch.dropout().rate())
            .distinct()
            .toArray();
    if (rates.length > 1) {
      throw new IllegalArgumentException("the batches of a cohort need one dropout rate");
    }
    return rates.length == 0 ? 0 : rates[0];
  }

  /**
   * The losses of batches; changes nothing.
   *
   * @param batches one a slot; null for slots that are not asked
   * @return one a slot, null where the batch is
   */
  public StepResult[] evaluate(TrainBatch[] batches) {
    long[] asked = LongStream.range(0, slots).filter(s -> batches[(int) s] != null).toArray();
    TrainBatch[] askedBatches =
        Arrays.stream(asked).mapToObj(slot -> batches[(int) slot]).toArray(TrainBatch[]::new);
    StepResult[] found = evaluate(asked, askedBatches);
    StepResult[] results = new StepResult[slots];
    for (int i = 0; i < asked.length; i++) {
      results[(int) asked[i]] = found[i];
    }
    return results;
  }

  private StepResult[] evaluate(long[] asked, TrainBatch[] batches) {
    ScoredTokens scored = ScoredTokens.of(batches, base.config());
    float[] norms = new float[batches.length];
    Arrays.fill(norms, Float.NaN);
    try (NDManager scope = base.script().newScope()) {
      NDList adapters = asked.length == slots ? state.parameters() : chosen(scope, asked);
      float[] logProbabilities =
          LogProbabilities.compute(
              base.script(), settings, scope, base.weights(), adapters, scored);
      return scored.results(batches, logProbabilities, norms);
    }
  }

  private NDList chosen(NDManager scope, long[] asked) {
    NDList arguments = new NDList(state.parameters());
    arguments.add(scope.create(asked));
    NDList chosen = base.script().call(scope, "choose_adapters", arguments);
    for (NDArray array : chosen) {
      Script.named(array, "a");
    }
    return chosen;
  }

  /** The adapter of a slot as it is now, copied. */
  public LoraAdapter adapter(int slot) {
    List<Gpt2Config.WeightShape> shapes = LoraAdapter.shapes(base.config(), config);
    try (NDManager scope = base.script().newScope()) {
      NDList arrays = chosen(scope, new long[] {slot});
      List<Tensor> tensors = new ArrayList<>();
      for (int i = 0; i < arrays.size(); i++) {
        NDArray array = arrays.get(i);
        tensors.add(
            new Tensor(shapes.get(i).name(), array.getShape().getShape(), array.toFloatArray()));
      }
      return AdapterStack.unstack(config, tensors, 0);
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
