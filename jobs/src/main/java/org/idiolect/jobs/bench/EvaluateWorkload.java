package org.idiolect.jobs.bench;

import java.util.Arrays;
import java.util.List;
import org.idiolect.model.Gpt2Model;

/** The NLL of every token of every batch. */
final class EvaluateWorkload implements Workload {
  private final int[][] rows;
  private final Gpt2Model model;

  EvaluateWorkload(BenchTask task) {
    List<int[][]> batches = BenchData.readBatches(task.data());
    this.rows = batches.stream().flatMap(Arrays::stream).toArray(int[][]::new);
    this.model = Gpt2Model.load(task.model(), task.compute());
  }

  @Override
  public Done repeat() {
    double nll = 0;
    long tokens = 0;
    for (float[] row : model.logProbabilities(rows)) {
      for (float logProbability : row) {
        nll -= logProbability;
      }
      tokens += row.length;
    }
    return new Done(tokens, nll / tokens);
  }

  @Override
  public void close() {
    model.close();
  }
}
