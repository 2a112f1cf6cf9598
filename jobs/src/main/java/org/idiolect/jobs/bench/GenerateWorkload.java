package org.idiolect.jobs.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;

/**
 * Prompts continued by as many tokens each as the task says, 32 rows at a time; a row that ends
 * makes room for the next prompt. Nothing stops them earlier.
 */
final class GenerateWorkload implements Workload {
  private static final SamplingConfig SAMPLING =
      new SamplingConfig(1, BenchTask.TOP_K, 1, 1, BenchTask.NEW_TOKENS, -1);

  private final List<int[]> prompts;
  private final int[] newTokens;
  private final int rows;
  private final Gpt2Model model;
  private long seed;

  GenerateWorkload(BenchTask task) {
    this.prompts = BenchData.readBatches(task.data()).stream().flatMap(Arrays::stream).toList();
    this.newTokens = task.newTokens();
    this.rows = task.kind().rows();
    this.model = Gpt2Model.load(task.model(), task.compute());
  }

  @Override
  public Done repeat() {
    List<Prompt> seeded = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      seeded.add(new Prompt(prompts.get(i), null, seed++, newTokens[i]));
    }
    double nll = 0;
    long tokens = 0;
    for (Generation generation : model.generate(seeded, SAMPLING, rows)) {
      for (float logProbability : generation.logProbabilities()) {
        nll -= logProbability;
      }
      tokens += generation.newTokenIds().length;
    }
    return new Done(tokens, nll / tokens);
  }

  @Override
  public void close() {
    model.close();
  }
}
