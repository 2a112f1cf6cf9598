package org.idiolect.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Objects;

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

  /** What an older version did not write must not be read as 0. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  LoopState {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(watch, "watch");
    Objects.requireNonNull(log, "log");
  }

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
   * @param file it was read from, for the message
   * @throws IllegalArgumentException if it is something else; without a cause, because people are
   *     shown the innermost message and the parser's does not help them
   */
  static LoopState fromJson(String json, Path file) {
    try {
      return JSON.readValue(json, LoopState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not the loop state that this version of idiolect writes, though its checksum is right: another version made that checkpoint; go on with that version, or remove the folder %s to train this phase anew, or start a run with another --run-id"
              .formatted(file, file.getParent().getParent()));
    }
  }
}
