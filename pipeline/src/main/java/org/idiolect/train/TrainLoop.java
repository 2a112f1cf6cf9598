package org.idiolect.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.idiolect.model.StepResult;
import org.idiolect.model.Tensor;
import org.idiolect.model.TensorPieces;
import org.idiolect.model.TrainBatch;
import org.idiolect.model.Trainer;

/**
 * The training loop: next batch, one step, log, measure the validation loss, keep the best.
 *
 * <p>The loop knows neither Spark nor which parameters are trained. Resuming from a checkpoint
 * continues at the same batch of the same order, so a run that was stopped equals one that was not.
 * When training breaks down ({@link LossWatch}) the loop goes back to the newest good checkpoint
 * and on with half the rate, {@value #MOST_RECOVERIES} times at the most.
 */
final class TrainLoop {
  /** How often a run may go back; each time the rate is halved. */
  static final int MOST_RECOVERIES = 3;

  /** A validation gain below this many nats is a tie: noise must not decide when to stop. */
  private static final double SMALLEST_GAIN = 1e-4;

  /** Optimizer steps between two progress reports. */
  private static final int REPORT_STEPS = 5;

  private final Trainer trainer;
  private final List<Example> train;
  private final List<Example> validation;
  private final TrainConfig config;
  private final TrainObserver observer;
  private final Optional<Checkpoints> checkpoints;
  private final List<int[]> batches;
  private final LoopPlan plan;
  private final LearningRate learningRate;
  private final TrainLog log;
  private final LossWatch watch = new LossWatch();
  private Checkpoints.Saved first;
  private double startNats = Double.NaN;
  private double bestNats = Double.POSITIVE_INFINITY;
  private int bestStep;
  private int measurementsWithoutGain;
  private double rateFactor = 1;
  private int recoveries;
  private int lastReturn = -1;

  TrainLoop(
      Trainer trainer,
      List<Example> train,
      List<Example> validation,
      TrainConfig config,
      TrainObserver observer,
      Optional<Checkpoints> checkpoints,
      LoopPlan plan) {
    this.trainer = trainer;
    this.train = train;
    this.validation =
        validation.subList(0, Math.min(validation.size(), config.validationWindows()));
    this.config = config;
    this.observer = observer;
    this.checkpoints = checkpoints.filter(c -> config.checkpointSteps() > 0);
    this.batches = allBatches();
    this.plan = plan;
    this.learningRate = new LearningRate(config, batches.size());
    this.log = new TrainLog(observer, batches.size(), config.objective());
  }

  /**
   * What the loop ended with.
   *
   * @param bestStep steps of the kept parameters; 0 means that training never helped
   * @param bestNats their validation loss, nats per target token
   * @param startNats the validation loss before the first step
   * @param trainNats mean training loss since the last measurement
   * @param tokens tokens trained
   */
  record Outcome(int bestStep, double bestNats, double startNats, double trainNats, long tokens) {}

  /**
   * Trains to the end, or until the validation loss has stopped improving.
   *
   * @throws IllegalArgumentException if the checkpoints are those of another plan; the message
   *     names what differs
   * @throws IllegalStateException when training breaks down for the fourth time; the message names
   *     the step
   */
  Outcome run() {
    begin();
    while (trainer.steps() < batches.size() && !hasStoppedImproving()) {
      int step = trainer.steps();
      double rate = rateFactor * learningRate.at(step);
      TrainBatch batch = Example.trained(batches.get(step), train, config, step);
      StepResult result = trainer.step(batch, rate);
      Optional<String> trouble = watch.trouble(result);
      if (trouble.isPresent()) {
        recover(step, trouble.get(), result);
        continue;
      }
      log.shape(batch.tokenIds());
      log.step(result, rate, trainer.steps());
      if (isMeasured(trainer.steps())) {
        measure();
      }
      if (isCheckpointed(trainer.steps())) {
        save();
      }
      if (trainer.steps() % REPORT_STEPS == 0) {
        log.report(trainer.steps(), null);
      }
    }
    log.report(batches.size(), null);
    return new Outcome(bestStep, bestNats, startNats, log.lastTrainNats(), log.tokens());
  }

  private List<int[]> allBatches() {
    int[] lengths = train.stream().mapToInt(Example::length).toArray();
    List<int[]> all = new ArrayList<>();
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      all.addAll(BatchPlan.epoch(lengths, config.batchSize(), config.seed(), epoch));
    }
    return all;
  }

  /** Takes up the newest checkpoint, or measures and keeps where everything starts. */
  private void begin() {
    Optional<Checkpoints.Saved> newest = newest();
    if (newest.isPresent()) {
      refuseOtherPlan(newest.get());
      restore(newest.get());
      return;
    }
    startNats = measure();
    if (checkpoints.isPresent()) {
      save();
    } else {
      first = state();
    }
  }

  private Optional<Checkpoints.Saved> newest() {
    return checkpoints.flatMap(Checkpoints::newest);
  }

  private void refuseOtherPlan(Checkpoints.Saved saved) {
    List<String> changes = loop(saved).plan().changes(plan);
    if (!changes.isEmpty()) {
      throw new IllegalArgumentException(
          "the checkpoint of step %d in %s belongs to another training: %s; go on as it was, or remove that folder to train anew"
              .formatted(
                  saved.step(), checkpoints.orElseThrow().folder(), String.join("; ", changes)));
    }
  }

  private LoopState loop(Checkpoints.Saved saved) {
    Path folder = checkpoints.map(Checkpoints::folder).orElse(Path.of(""));
    return LoopState.fromJson(saved.loop(), Checkpoints.loopFile(folder, saved.step()));
  }

  /** Back to the newest good checkpoint, on with half the rate. */
  private void recover(int step, String trouble, StepResult result) {
    int returns = recoveries + 1;
    double factor = rateFactor / 2;
    if (returns > MOST_RECOVERIES) {
      throw new IllegalStateException(
          "step %d: %s, also after %d returns to an earlier checkpoint with half the rate each (now %.3g); lower learning-rate, or raise warmup-ratio"
              .formatted(step, trouble, MOST_RECOVERIES, rateFactor * learningRate.at(step)));
    }
    List<TrainingRow> before = List.copyOf(observer.rows());
    Checkpoints.Saved good = good();
    restore(good);
    log.keepRecoveries(before);
    lastReturn = good.step();
    recoveries = returns;
    rateFactor = factor;
    log.recovery(
        good.step(), step, trouble, result.lossNats(), factor * learningRate.at(good.step()));
  }

  /** A checkpoint that did not help gives way to the one before: its weights may be spoilt. */
  private Checkpoints.Saved good() {
    Optional<Checkpoints.Saved> newest = newest();
    if (newest.isPresent()
        && newest.get().step() == lastReturn
        && checkpoints.orElseThrow().hasOlderThan(lastReturn)) {
      checkpoints.orElseThrow().discard(lastReturn);
      newest = newest();
    }
    return newest.orElse(first);
  }

  private double measure() {
    double allNll = 0;
    double ownNll = 0;
    long allTokens = 0;
    long ownTokens = 0;
    int[] lengths = validation.stream().mapToInt(Example::length).toArray();
    for (int[] indices : BatchPlan.inOrder(lengths, config.batchSize())) {
      StepResult result = trainer.evaluate(Example.measured(indices, validation, config));
      allNll += result.sumAllNll();
      allTokens += result.allTokens();
      ownNll += result.sumOwnNll();
      ownTokens += result.ownTokens();
    }
    boolean ownOnly = config.objective() != Objective.L1;
    double l1 = allNll / Math.max(1, allTokens);
    double l2 = ownNll / Math.max(1, ownTokens);
    double nats = ownOnly ? l2 : l1;
    log.validation(trainer.steps(), nats, l1, ownOnly ? l2 : null);
    keepBest(nats);
    log.report(trainer.steps(), observer.sample());
    return nats;
  }

  private void keepBest(double nats) {
    if (nats < bestNats - SMALLEST_GAIN) {
      bestNats = nats;
      bestStep = trainer.steps();
      measurementsWithoutGain = 0;
      observer.keep();
    } else {
      measurementsWithoutGain++;
    }
  }

  private boolean hasStoppedImproving() {
    return config.patience() > 0 && measurementsWithoutGain >= config.patience();
  }

  private boolean isMeasured(int step) {
    int stepsPerEpoch = Math.max(1, batches.size() / config.epochs());
    int every = Math.max(1, stepsPerEpoch / config.validationsPerEpoch());
    return step % every == 0 || step == batches.size();
  }

  private boolean isCheckpointed(int step) {
    return checkpoints.isPresent() && step % config.checkpointSteps() == 0 && watch.isCalm();
  }

  /** Saves the state, unless a number in it is not finite: no way leads on from there. */
  private void save() {
    List<TensorPieces> tensors = new ArrayList<>(trainer.pieces());
    tensors.addAll(observer.kept());
    if (tensors.stream().allMatch(TensorPieces::isFinite)) {
      checkpoints.orElseThrow().save(trainer.steps(), tensors, loop());
    }
  }

  /** The state on the Java heap, which the next steps leave as it is. */
  private Checkpoints.Saved state() {
    List<Tensor> tensors = new ArrayList<>(trainer.checkpoint());
    tensors.addAll(observer.kept());
    return new Checkpoints.Saved(trainer.steps(), tensors, loop());
  }

  /** Where the loop stands besides its tensors, as text. */
  private String loop() {
    return new LoopState(
            plan,
            startNats,
            bestNats,
            bestStep,
            measurementsWithoutGain,
            rateFactor,
            recoveries,
            watch.state(),
            log.state())
        .toJson();
  }

  private void restore(Checkpoints.Saved saved) {
    List<Tensor> parameters = new ArrayList<>();
    List<Tensor> kept = new ArrayList<>();
    for (Tensor tensor : saved.tensors()) {
      (tensor.name().startsWith(TrainObserver.KEPT) ? kept : parameters).add(tensor);
    }
    LoopState loop = loop(saved);
    trainer.restore(parameters);
    startNats = loop.startNats();
    bestNats = loop.bestNats();
    bestStep = loop.bestStep();
    measurementsWithoutGain = loop.measurementsWithoutGain();
    rateFactor = loop.rateFactor();
    recoveries = loop.recoveries();
    watch.restore(loop.watch());
    observer.restore(kept, loop.log().rows());
    log.restore(loop.log());
  }
}
