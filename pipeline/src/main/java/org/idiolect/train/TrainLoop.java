package org.idiolect.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idiolect.model.StepResult;
import org.idiolect.model.Tensor;
import org.idiolect.model.TrainBatch;
import org.idiolect.model.Trainer;

/**
 * The training loop: next batch, one step, log, measure the validation loss, keep the best.
 *
 * <p>The loop knows neither Spark nor which parameters are trained. Resuming from a checkpoint
 * continues at the same batch of the same order, so a run that was stopped equals one that was not.
 */
final class TrainLoop {
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
  private final LearningRate learningRate;
  private final TrainLog log;
  private double bestNats = Double.POSITIVE_INFINITY;
  private int bestStep;
  private int measurementsWithoutGain;

  TrainLoop(
      Trainer trainer,
      List<Example> train,
      List<Example> validation,
      TrainConfig config,
      TrainObserver observer,
      Optional<Checkpoints> checkpoints) {
    this.trainer = trainer;
    this.train = train;
    this.validation =
        validation.subList(0, Math.min(validation.size(), config.validationWindows()));
    this.config = config;
    this.observer = observer;
    this.checkpoints = checkpoints;
    this.batches = allBatches();
    this.learningRate = new LearningRate(config, batches.size());
    this.log = new TrainLog(observer, batches.size(), config.objective());
  }

  /**
   * What the loop ended with.
   *
   * @param bestStep steps of the kept parameters; 0 means that training never helped
   * @param bestNats their validation loss, nats per target token
   * @param startNats the validation loss before the first step; NaN after a resume
   * @param trainNats mean training loss since the last measurement
   * @param tokens tokens trained
   */
  record Outcome(int bestStep, double bestNats, double startNats, double trainNats, long tokens) {}

  /** Trains to the end, or until the validation loss has stopped improving. */
  Outcome run() {
    checkpoints.flatMap(Checkpoints::newest).ifPresent(this::restore);
    double startNats = trainer.steps() == 0 ? measure() : Double.NaN;
    while (trainer.steps() < batches.size() && !hasStoppedImproving()) {
      int step = trainer.steps();
      double rate = learningRate.at(step);
      TrainBatch batch = batch(batches.get(step), train);
      log.step(requireFinite(trainer.step(batch, rate), step), rate, trainer.steps());
      if (isMeasured(trainer.steps())) {
        measure();
      }
      if (isCheckpointed(trainer.steps())) {
        checkpoints.orElseThrow().save(trainer.steps(), state());
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

  private TrainBatch batch(int[] indices, List<Example> examples) {
    List<Example> rows = Arrays.stream(indices).mapToObj(examples::get).toList();
    return Example.batch(rows, config.objective(), config.lambda());
  }

  private double measure() {
    double allNll = 0;
    double ownNll = 0;
    long allTokens = 0;
    long ownTokens = 0;
    int[] lengths = validation.stream().mapToInt(Example::length).toArray();
    for (int[] indices : BatchPlan.inOrder(lengths, config.batchSize())) {
      StepResult result = trainer.evaluate(batch(indices, validation));
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
      bestNats = (float) nats; // as a checkpoint stores it: resuming must not change a comparison
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
    return checkpoints.isPresent()
        && config.checkpointSteps() > 0
        && step % config.checkpointSteps() == 0;
  }

  private static StepResult requireFinite(StepResult result, int step) {
    if (!Double.isFinite(result.lossNats()) || !Double.isFinite(result.gradNorm())) {
      throw new IllegalStateException(
          "the loss or the gradient is not finite at step "
              + step
              + "; lower the learning rate or raise the warm-up");
    }
    return result;
  }

  private List<Tensor> state() {
    List<Tensor> state = new ArrayList<>(trainer.checkpoint());
    float[] loop = {(float) bestNats, bestStep, measurementsWithoutGain};
    state.add(new Tensor(LOOP, new long[] {loop.length}, loop));
    state.addAll(observer.kept());
    return state;
  }

  private static final String LOOP = "loop";

  private long trainedTokens() {
    return batches.subList(0, trainer.steps()).stream()
        .flatMapToInt(Arrays::stream)
        .mapToLong(i -> train.get(i).length() - train.get(i).scoredFrom())
        .sum();
  }

  private void restore(List<Tensor> state) {
    List<Tensor> parameters = new ArrayList<>();
    List<Tensor> kept = new ArrayList<>();
    for (Tensor tensor : state) {
      if (tensor.name().equals(LOOP)) {
        bestNats = tensor.data()[0];
        bestStep = (int) tensor.data()[1];
        measurementsWithoutGain = (int) tensor.data()[2];
      } else if (tensor.name().startsWith(TrainObserver.KEPT)) {
        kept.add(tensor);
      } else {
        parameters.add(tensor);
      }
    }
    trainer.restore(parameters);
    observer.restoreKept(kept);
    log.resumeAt(trainedTokens());
  }
}
