package org.idiolect.model;

import java.util.List;

/**
 * Trains one author's adapter on a frozen model, which it shares with others: a cohort of one. The
 * adapter is float32.
 */
public final class LoraTrainer implements Trainer {
  private final LoraCohort cohort;

  private LoraTrainer(LoraCohort cohort) {
    this.cohort = cohort;
  }

  /**
   * Starts from this adapter, which is copied.
   *
   * @param base stays frozen, and open: the caller closes it after the trainer
   */
  public static LoraTrainer create(Gpt2Model base, LoraAdapter start, AdamWConfig adamW) {
    return new LoraTrainer(new LoraCohort(base, List.of(start), adamW));
  }

  @Override
  public StepResult step(TrainBatch batch, double learningRate) {
    return cohort.step(new TrainBatch[] {batch}, new double[] {learningRate})[0];
  }

  @Override
  public StepResult evaluate(TrainBatch batch) {
    return cohort.evaluate(new TrainBatch[] {batch})[0];
  }

  @Override
  public int steps() {
    return cohort.state().steps();
  }

  /** The adapter as it is now, copied. */
  public LoraAdapter adapter() {
    return cohort.adapter(0);
  }

  @Override
  public List<Tensor> checkpoint() {
    return cohort.state().checkpoint();
  }

  @Override
  public void restore(List<Tensor> checkpoint) {
    cohort.state().restore(checkpoint);
  }

  @Override
  public void close() {
    cohort.close();
  }
}
