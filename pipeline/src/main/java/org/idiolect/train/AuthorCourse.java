package org.idiolect.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.StepResult;
import org.idiolect.model.TrainBatch;

/**
 * One author's way through training: own batches in an own order, own learning rate, own
 * measurements and end. It depends on the author alone, not on who is trained beside him.
 */
final class AuthorCourse {
  /** A validation gain below this many nats is a tie: noise must not decide when to stop. */
  private static final double SMALLEST_GAIN = 1e-4;

  private static final int REPORT_STEPS = 5;

  private final AuthorExamples examples;
  private final List<Example> validation;
  private final TrainConfig config;
  private final List<int[]> batches;
  private final List<int[]> validationBatches;
  private final LearningRate learningRate;
  private final TrainLog log;
  private final Supplier<LoraAdapter> current;
  private LoraAdapter best;
  private double startNats = Double.NaN;
  private double bestNats = Double.POSITIVE_INFINITY;
  private int bestStep;
  private int steps;
  private int measurementsWithoutGain;
  private boolean isMeasurementDue = true;

  /**
   * A course before its first measurement.
   *
   * @param start the adapter it begins with
   * @param current the adapter as it is at any later time
   */
  AuthorCourse(
      AuthorExamples examples,
      TrainConfig config,
      CourseLog courseLog,
      LoraAdapter start,
      Supplier<LoraAdapter> current) {
    examples.requireTrainable();
    this.examples = examples;
    this.config = config;
    this.current = current;
    this.best = start;
    List<Example> all = examples.validation();
    this.validation = all.subList(0, Math.min(all.size(), config.validationWindows()));
    this.batches = allBatches();
    this.validationBatches = BatchPlan.inOrder(lengths(validation), config.batchSize());
    this.learningRate = new LearningRate(config, batches.size());
    this.log = new TrainLog(courseLog, batches.size(), config.objective());
  }

  private List<int[]> allBatches() {
    List<int[]> all = new ArrayList<>();
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      all.addAll(
          BatchPlan.epoch(lengths(examples.train()), config.batchSize(), config.seed(), epoch));
    }
    return all;
  }

  private static int[] lengths(List<Example> examples) {
    return examples.stream().mapToInt(Example::length).toArray();
  }

  AuthorExamples examples() {
    return examples;
  }

  boolean isMeasurementDue() {
    return isMeasurementDue;
  }

  /** Whether there is nothing left to train, or training has stopped helping. */
  boolean isFinished() {
    boolean hasStoppedImproving =
        config.patience() > 0 && measurementsWithoutGain >= config.patience();
    return !isMeasurementDue && (steps == batches.size() || hasStoppedImproving);
  }

  double rate() {
    return learningRate.at(steps);
  }

  TrainBatch nextBatch() {
    return Example.trained(batches.get(steps), examples.train(), config, steps);
  }

  /** Takes the result of {@link #nextBatch}. */
  void stepped(StepResult result) {
    if (!Double.isFinite(result.lossNats()) || !Double.isFinite(result.gradNorm())) {
      throw new IllegalStateException(
          "the loss or the gradient is not finite at step "
              + steps
              + "; lower the learning rate or raise the warm-up");
    }
    double rate = rate();
    steps++;
    log.step(result, rate, steps);
    isMeasurementDue = isMeasured(steps);
    if (steps % REPORT_STEPS == 0) {
      log.report(steps, null);
    }
  }

  private boolean isMeasured(int step) {
    int stepsPerEpoch = Math.max(1, batches.size() / config.epochs());
    int every = Math.max(1, stepsPerEpoch / config.validationsPerEpoch());
    return step % every == 0 || step == batches.size();
  }

  int measurementBatches() {
    return validationBatches.size();
  }

  TrainBatch measurementBatch(int number) {
    return Example.measured(validationBatches.get(number), validation, config);
  }

  /** Takes the results of all measurement batches, in order. */
  void measured(List<StepResult> results) {
    isMeasurementDue = false;
    double allNll = results.stream().mapToDouble(StepResult::sumAllNll).sum();
    double ownNll = results.stream().mapToDouble(StepResult::sumOwnNll).sum();
    long allTokens = results.stream().mapToLong(StepResult::allTokens).sum();
    long ownTokens = results.stream().mapToLong(StepResult::ownTokens).sum();
    double l1 = allNll / allTokens;
    double l2 = ownNll / ownTokens;
    boolean ownOnly = config.objective() != Objective.L1;
    double nats = ownOnly ? l2 : l1;
    log.validation(steps, nats, l1, ownOnly ? l2 : null);
    startNats = steps == 0 ? nats : startNats;
    keepBest(nats);
    log.report(isFinished() ? batches.size() : steps, null);
  }

  /** Without validation windows there is nothing to choose by: the last adapter is kept. */
  private void keepBest(double nats) {
    if (validation.isEmpty() || nats < bestNats - SMALLEST_GAIN) {
      bestNats = nats;
      bestStep = steps;
      measurementsWithoutGain = 0;
      best = steps == 0 ? best : current.get();
    } else {
      measurementsWithoutGain++;
    }
  }

  LoraAdapter best() {
    return best;
  }

  /** What training ended with; tokens are those trained. */
  TrainLoop.Outcome outcome() {
    return new TrainLoop.Outcome(bestStep, bestNats, startNats, log.lastTrainNats(), log.tokens());
  }
}
