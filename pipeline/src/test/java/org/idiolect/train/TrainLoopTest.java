package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainLoopTest {
  private static final ComputeConfig COMPUTE = new ComputeConfig("cpu", Precision.FLOAT32, 1);
  private static final Gpt2Config TINY = new Gpt2Config(64, 32, 32, 2, 2, 63, 1e-5);
  private static final AdamWConfig ADAM_W = new AdamWConfig(0.9, 0.95, 1e-8, 0, 1, false);

  private final List<Example> train = examples(24, 1);
  private final List<Example> validation = examples(8, 2);

  @Test
  void learnsARegularSequenceAndKeepsTheBest() {
    Memory memory = new Memory(Integer.MAX_VALUE);

    TrainLoop.Outcome outcome = run(memory, Optional.empty());

    assertThat(outcome.startNats()).isGreaterThan(4);
    assertThat(outcome.bestNats()).isLessThan(3.5);
    assertThat(memory.rows).extracting(TrainingRow::split).contains("train", "validation");
    assertThat(memory.keptAtStep).isEqualTo(outcome.bestStep());
  }

  @Test
  void noEpochsKeepTheFirstParameters() {
    Memory memory = new Memory(Integer.MAX_VALUE);

    TrainLoop.Outcome outcome = run(memory, Optional.empty(), 0);

    assertThat(outcome.bestNats()).isEqualTo(outcome.startNats(), within(1e-6));
    assertThat(memory.best.sha256()).isEqualTo(Gpt2Weights.initialize(TINY, 1).sha256());
    assertThat(memory.keptAtStep).isZero();
  }

  @Test
  void resumingEqualsNeverHavingStopped(@TempDir Path folder) {
    Memory undisturbed = new Memory(Integer.MAX_VALUE);
    TrainLoop.Outcome whole = run(undisturbed, Optional.empty());

    Checkpoints checkpoints = new Checkpoints(folder);
    try {
      run(new Memory(11), Optional.of(checkpoints));
    } catch (Stopped e) {
      // Killed at the eleventh step; the newest checkpoint is that of the tenth.
    }
    Memory resumed = new Memory(Integer.MAX_VALUE);
    TrainLoop.Outcome rest = run(resumed, Optional.of(checkpoints));

    assertThat(rest.bestNats()).isEqualTo(whole.bestNats());
    assertThat(rest.tokens()).isEqualTo(whole.tokens());
    assertThat(resumed.best.sha256()).isEqualTo(undisturbed.best.sha256());
  }

  private TrainLoop.Outcome run(Memory memory, Optional<Checkpoints> checkpoints) {
    return run(memory, checkpoints, 3);
  }

  private TrainLoop.Outcome run(Memory memory, Optional<Checkpoints> checkpoints, int epochs) {
    Gpt2Weights start = Gpt2Weights.initialize(TINY, 1);
    TrainConfig config = TrainConfigs.training(epochs, Objective.L1, 5);
    try (FullTrainer trainer = FullTrainer.create(start, ADAM_W, COMPUTE)) {
      memory.trainer = trainer;
      memory.best = start;
      return new TrainLoop(trainer, train, validation, config, memory, checkpoints).run();
    }
  }

  /** Ascending runs: the next token is the last plus one. */
  private static List<Example> examples(int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(30);
      int[] tokenIds = new int[12 + random.nextInt(12)];
      for (int t = 0; t < tokenIds.length; t++) {
        tokenIds[t] = first + t;
      }
      examples.add(new Example(tokenIds, 1, null));
    }
    return examples;
  }

  private static final class Stopped extends RuntimeException {}

  /** Remembers what the loop tells; stops it like a killed task at a given step. */
  private static final class Memory implements TrainObserver {
    private final List<TrainingRow> rows = new ArrayList<>();
    private final int stopAtStep;
    private FullTrainer trainer;
    private Gpt2Weights best;
    private int keptAtStep;

    private Memory(int stopAtStep) {
      this.stopAtStep = stopAtStep;
    }

    @Override
    public String phase() {
      return "shared";
    }

    @Override
    public String authorId() {
      return null;
    }

    @Override
    public void log(TrainingRow row) {
      rows.add(row);
    }

    @Override
    public void report(Progress progress) {
      if (progress.step() >= stopAtStep && !progress.isDone()) {
        throw new Stopped();
      }
    }

    @Override
    public void keep() {
      best = trainer.weights();
      keptAtStep = trainer.steps();
    }

    @Override
    public List<Tensor> kept() {
      return best.tensors().stream()
          .map(tensor -> new Tensor(KEPT + tensor.name(), tensor.shape(), tensor.data()))
          .toList();
    }

    @Override
    public void restoreKept(List<Tensor> kept) {
      best =
          best.withTensors(
              kept.stream()
                  .map(t -> new Tensor(t.name().substring(KEPT.length()), t.shape(), t.data()))
                  .toList());
    }

    @Override
    public String sample() {
      return null;
    }
  }
}
