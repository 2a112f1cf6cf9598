package org.idiolect.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;

/** Rows continued together to the same length; nothing stops them earlier. */
final class GenerateWorkload implements Workload {
  private static final SamplingConfig SAMPLING =
      new SamplingConfig(1, BenchTask.TOP_K, 1, 1, BenchTask.NEW_TOKENS, -1);

  private final List<int[]> prompts;
  private final Gpt2Model model;
  private long seed;

  GenerateWorkload(BenchTask task) {
    this.prompts =
        BenchData.readBatches(task.data()).stream().flatMap(java.util.Arrays::stream).toList();
    this.model = Gpt2Model.load(Gpt2Weights.read(task.model()), task.compute());
  }

  @Override
  public Done repeat() {
    List<Prompt> seeded = new ArrayList<>();
    for (int[] prompt : prompts) {
      seeded.add(new Prompt(prompt, null, seed++));
    }
    double nll = 0;
    long tokens = 0;
    for (Generation generation : model.generate(seeded, SAMPLING)) {
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
