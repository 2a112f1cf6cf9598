package org.idiolect.jobs.bench;

import java.util.Arrays;
import java.util.List;
import org.idiolect.jobs.PeftFolder;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraTrainer;
import org.idiolect.model.StepConfig;
import org.idiolect.model.TrainBatch;
import org.idiolect.model.Trainer;

/** Optimizer steps, each repetition on the same batches and further along the same training. */
final class TrainWorkload implements Workload {
  private final List<TrainBatch> batches;
  private final Trainer trainer;

  /** The sides group the rows in their own ways, so only the loss of all tokens can agree. */
  private final boolean onlyMean;

  private final Gpt2Model base;

  private TrainWorkload(BenchTask task, Trainer trainer, Gpt2Model base) {
    this.batches = batches(task).stream().map(TrainWorkload::batch).toList();
    this.onlyMean = task.kind() == BenchKind.TRAIN_CHAT_UNSORTED;
    this.trainer = trainer;
    this.base = base;
  }

  static TrainWorkload open(BenchTask task) {
    AdamWConfig adamW =
        new AdamWConfig(
            BenchTask.BETA_1,
            BenchTask.BETA_2,
            BenchTask.EPSILON,
            BenchTask.WEIGHT_DECAY,
            BenchTask.CLIP,
            true);
    if (task.kind() == BenchKind.TRAIN_FULL) {
      return new TrainWorkload(
          task,
          FullTrainer.create(task.model(), adamW, task.compute(), StepConfig.defaults()),
          null);
    }
    Gpt2Model base = Gpt2Model.load(task.model(), task.compute());
    return new TrainWorkload(
        task,
        LoraTrainer.create(base, PeftFolder.read(task.adapter(), base.config()), adamW),
        base);
  }

  private static List<int[][]> batches(BenchTask task) {
    List<int[][]> batches = BenchData.readBatches(task.data());
    return task.kind() == BenchKind.TRAIN_CHAT_UNSORTED
        ? ChatData.ofLikeLength(
            batches.stream().flatMap(Arrays::stream).toList(), task.kind().rows())
        : batches;
  }

  private static TrainBatch batch(int[][] ids) {
    float[][] weights = new float[ids.length][];
    int predicted = 0;
    for (int row = 0; row < ids.length; row++) {
      weights[row] = new float[ids[row].length];
      Arrays.fill(weights[row], 1);
      predicted += ids[row].length - 1;
    }
    return new TrainBatch(ids, weights, null, predicted);
  }

  @Override
  public Done repeat() {
    double[] losses = new double[batches.size()];
    long tokens = 0;
    double nll = 0;
    for (int i = 0; i < losses.length; i++) {
      var step = trainer.step(batches.get(i), BenchTask.LEARNING_RATE);
      losses[i] = step.lossNats();
      tokens += step.allTokens();
      nll += step.sumAllNll();
    }
    return onlyMean ? new Done(tokens, nll / tokens) : new Done(tokens, losses);
  }

  @Override
  public void close() {
    try {
      trainer.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the trainer", e);
    } finally {
      if (base != null) {
        base.close();
      }
    }
  }
}
