package org.idiolect.model;

import java.util.List;

/**
 * Trains the weights of a model, or of an adapter, one optimizer step at a time. Not for two
 * threads at once.
 */
public interface Trainer extends AutoCloseable {
  /**
   * Forward, backward, clipping and AdamW on one batch.
   *
   * @param learningRate of this step: the schedule is the caller's
   */
  StepResult step(TrainBatch batch, double learningRate);

  /** The loss of a batch; changes nothing. */
  StepResult evaluate(TrainBatch batch);

  /** Optimizer steps taken so far, those before a restored checkpoint included. */
  int steps();

  /**
   * Parameters, both means of AdamW and the step count: enough to continue bit-identically on equal
   * threads.
   */
  List<Tensor> checkpoint();

  /**
   * The tensors of {@link #checkpoint}, in pieces from where they lie; valid until the next step.
   */
  default List<TensorPieces> pieces() {
    return List.copyOf(checkpoint());
  }

  /** Continues from a checkpoint of a trainer of the same shape. */
  void restore(List<Tensor> checkpoint);

  @Override
  void close();
}
