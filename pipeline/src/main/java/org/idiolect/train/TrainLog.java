package org.idiolect.train;

import org.idiolect.model.StepResult;

/** Sums losses between two measurements and turns them into rows and progress. */
final class TrainLog {
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

  /** Counts what was trained before a checkpoint was taken up. */
  void resumeAt(long trainedTokens) {
    tokens = trainedTokens;
    resumedTokens = trainedTokens;
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
        seconds());
  }

  void report(int step, String sample) {
    int taken = firstStep < 0 ? 0 : step - firstStep;
    double left = taken <= 0 ? Double.NaN : seconds() / taken * (steps - step);
    double recent = lossCount > 0 ? lossSum / lossCount : lastTrainNats;
    String name = observer.authorId() == null ? "shared model" : observer.authorId();
    observer.report(
        new Progress(
            name,
            step,
            steps,
            recent,
            lastValidationNats,
            (tokens - resumedTokens) / seconds(),
            left,
            sample));
  }

  private double seconds() {
    return (System.nanoTime() - startedNanos) / 1e9;
  }
}
