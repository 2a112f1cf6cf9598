package org.idiolect.train;

import java.util.Optional;
import org.idiolect.model.StepResult;

/**
 * Watches the loss of every step for training that has broken down.
 *
 * <p>Broken down is a loss or gradient that is not finite; or a mean over all scored tokens that
 * stays above {@value #LARGEST_RISE} times its running mean for {@value #STEPS_ABOVE} steps. A
 * model that has diverged is no better than guessing, at two to four times the loss of a trained
 * one; single hard batches stay far below that and pass.
 */
final class LossWatch {
  static final double LARGEST_RISE = 2;
  static final int STEPS_ABOVE = 5;

  /** Steps before the running mean means anything. */
  static final int SETTLING_STEPS = 20;

  private static final double DECAY = 0.98;

  private State state = new State(0, 0, 0);

  /**
   * What is remembered between steps.
   *
   * @param mean running mean, nats per scored token
   * @param seen steps in it, at most SETTLING_STEPS
   * @param above steps in a row above the limit
   */
  record State(double mean, int seen, int above) {}

  /** Takes the result of a step and says what is wrong, if anything is. */
  Optional<String> trouble(StepResult result) {
    double nats = result.sumAllNll() / Math.max(1, result.allTokens());
    if (!Double.isFinite(result.lossNats()) || !Double.isFinite(nats)) {
      return Optional.of("the loss is not finite");
    } else if (!Double.isFinite(result.gradNorm())) {
      return Optional.of("the gradient is not finite");
    }
    boolean isAbove = state.seen == SETTLING_STEPS && nats > LARGEST_RISE * state.mean;
    state = isAbove ? new State(state.mean, state.seen, state.above + 1) : calm(nats);
    return state.above < STEPS_ABOVE
        ? Optional.empty()
        : Optional.of(
            "the loss stays above %.1f times its running mean for %d steps"
                .formatted(LARGEST_RISE, STEPS_ABOVE));
  }

  /** While settling a plain mean, afterwards an exponential one. */
  private State calm(double nats) {
    int seen = Math.min(SETTLING_STEPS, state.seen + 1);
    double weight = state.seen < SETTLING_STEPS ? 1.0 / seen : 1 - DECAY;
    return new State(state.mean + weight * (nats - state.mean), seen, 0);
  }

  /** Whether the last step was within the limit: only then is a checkpoint worth keeping. */
  boolean isCalm() {
    return state.above == 0;
  }

  State state() {
    return state;
  }

  void restore(State earlier) {
    state = earlier;
  }
}
