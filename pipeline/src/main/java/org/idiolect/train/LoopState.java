package org.idiolect.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Where a training loop stands besides its tensors; the part of a checkpoint that is text.
 *
 * @param plan what is trained, on what and how
 * @param startNats validation loss before the first step, nats per target token
 * @param bestNats the best validation loss so far
 * @param bestStep steps of the kept parameters
 * @param measurementsWithoutGain since then
 * @param rateFactor share of the planned learning rate that is used
 * @param recoveries returns to an earlier checkpoint so far
 * @param watch the running loss
 * @param log sums and rows so far
 */
record LoopState(
    LoopPlan plan,
    double startNats,
    double bestNats,
    int bestStep,
    int measurementsWithoutGain,
    double rateFactor,
    int recoveries,
    LossWatch.State watch,
    TrainLog.State log) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a loop's state is always serialisable", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static LoopState fromJson(String json) {
    try {
      return JSON.readValue(json, LoopState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the checkpoint's loop state cannot be read", e);
    }
  }
}
