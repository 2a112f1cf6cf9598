package org.idiolect.train;

import java.util.List;
import org.idiolect.model.StepResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums losses between two measurements and turns them into rows and progress. */
final class TrainLog {
  private static final Logger LOG = LoggerFactory.getLogger(TrainLog.class);

  private final TrainObserver observer;
  private final int steps;
  private final Objective objective;
  private final long startedNanos = System.nanoTime();
  private double allNll;
  private double ownNll;
  private long allTokens;
  private long ownTokens;
  private double lossSum;
  private int lossCount;
  private double lastTrainNats = Double.NaN;
  private double lastValidationNats = Double.NaN;
  private double lastRate;
  private long tokens;
  private long positions;
  private long paddedPositions;
  private double earlierSeconds;
  private long resumedTokens;
  private int firstStep = -1;

  TrainLog(TrainObserver observer, int steps, Objective objective) {
    this.observer = observer;
    this.steps = steps;
    this.objective = objective;
  }

  double lastTrainNats() {
    return lastTrainNats;
  }

  long tokens() {
    return tokens;
  }

  /**
   * What is carried from one process to the next.
   *
   * @param sums NLL of all and of own tokens, their losses added up: since the last measurement
   * @param lastTrainNats at the last measurement
   * @param lastValidationNats at the last measurement
   * @param tokens trained so far
   * @param positions computed so far, padding included
   * @param paddedPositions padding among them
   * @param seconds so far
   * @param rows logged so far
   */
  record State(
      Sums sums,
      double lastTrainNats,
      double lastValidationNats,
      long tokens,
      long positions,
      long paddedPositions,
      double seconds,
      List<TrainingRow> rows) {}

  /** Losses since the last measurement, in nats. */
  record Sums(
      double allNll,
      double ownNll,
      long allTokens,
      long ownTokens,
      double lossSum,
      int lossCount) {}

  State state() {
    return new State(
        new Sums(allNll, ownNll, allTokens, ownTokens, lossSum, lossCount),
        lastTrainNats,
        lastValidationNats,
        tokens,
        positions,
        paddedPositions,
        seconds(),
        List.copyOf(observer.rows()));
  }

  /** Goes back to an earlier state; time that has passed in this process stays passed. */
  void restore(State state) {
    allNll = state.sums.allNll;
    ownNll = state.sums.ownNll;
    allTokens = state.sums.allTokens;
    ownTokens = state.sums.ownTokens;
    lossSum = state.sums.lossSum;
    lossCount = state.sums.lossCount;
    lastTrainNats = state.lastTrainNats;
    lastValidationNats = state.lastValidationNats;
    tokens = state.tokens;
    positions = state.positions;
    paddedPositions = state.paddedPositions;
    if (firstStep < 0) {
      earlierSeconds = state.seconds;
      resumedTokens = state.tokens;
    }
  }

  /** Counts the positions of a batch: every row is computed at the length of the longest. */
  void shape(int[][] tokenIds) {
    long longest = 0;
    long real = 0;
    for (int[] row : tokenIds) {
      longest = Math.max(longest, row.length);
      real += row.length;
    }
    positions += longest * tokenIds.length;
    paddedPositions += longest * tokenIds.length - real;
  }

  void step(StepResult result, double rate, int stepsTaken) {
    if (firstStep < 0) {
      firstStep = stepsTaken - 1;
    }
    allNll += result.sumAllNll();
    allTokens += result.allTokens();
    ownNll += result.sumOwnNll();
    ownTokens += result.ownTokens();
    lossSum += result.lossNats();
    lossCount++;
    tokens += result.allTokens();
    lastRate = rate;
  }

  void validation(int step, double nats, double l1, Double l2) {
    if (lossCount > 0) {
      boolean ownOnly = objective != Objective.L1;
      double trainL1 = allNll / Math.max(1, allTokens);
      Double trainL2 = ownOnly ? ownNll / Math.max(1, ownTokens) : null;
      lastTrainNats = ownOnly ? trainL2 : trainL1;
      observer.log(row("train", step, lossSum / lossCount, trainL1, trainL2));
      startAgain();
    }
    lastValidationNats = nats;
    observer.log(row("validation", step, nats, l1, l2));
  }

  /**
   * Records a return to an earlier checkpoint.
   *
   * @param to its step
   * @param from the step that went wrong
   * @param lossNats of that step; not finite as the case may be
   * @param rate of the next step
   */
  void recovery(int to, int from, String trouble, double lossNats, double rate) {
    LOG.warn(
        "step {}: {}; back to the checkpoint of step {}, on with rate {}", from, trouble, to, rate);
    lastRate = rate;
    observer.log(row(TrainingRow.RECOVERY, from, lossNats, lossNats, null));
  }

  /** Logs those recoveries again that going back has taken from the rows. */
  void keepRecoveries(List<TrainingRow> before) {
    before.stream()
        .filter(row -> row.split().equals(TrainingRow.RECOVERY) && !observer.rows().contains(row))
        .forEach(observer::log);
  }

  private void startAgain() {
    allNll = 0;
    ownNll = 0;
    allTokens = 0;
    ownTokens = 0;
    lossSum = 0;
    lossCount = 0;
  }

  private TrainingRow row(String split, int step, double loss, double l1, Double l2) {
    return new TrainingRow(
        observer.phase(),
        observer.authorId(),
        split,
        step,
        loss,
        l1,
        l2,
        lastRate,
        tokens,
        seconds(),
        positions == 0 ? null : paddedPositions / (double) positions);
  }

  void report(int step, String sample) {
    int taken = firstStep < 0 ? 0 : step - firstStep;
    double left = taken <= 0 ? Double.NaN : sessionSeconds() / taken * (steps - step);
    double recent = lossCount > 0 ? lossSum / lossCount : lastTrainNats;
    String name = observer.authorId() == null ? "shared model" : observer.authorId();
    observer.report(
        new Progress(
            name,
            step,
            steps,
            recent,
            lastValidationNats,
            (tokens - resumedTokens) / sessionSeconds(),
            left,
            sample));
  }

  private double seconds() {
    return earlierSeconds + sessionSeconds();
  }

  /** Since this process took the training up. */
  private double sessionSeconds() {
    return (System.nanoTime() - startedNanos) / 1e9;
  }
}
