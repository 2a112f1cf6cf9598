package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.model.StepConfig;
import org.idiolect.model.StepResult;
import org.idiolect.model.Tensor;
import org.idiolect.model.TrainBatch;
import org.idiolect.model.Trainer;
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

  @Test
  void aResumedRunLogsEveryStepOnce(@TempDir Path folder) {
    Memory undisturbed = new Memory(Integer.MAX_VALUE);
    run(undisturbed, Optional.empty());
    Checkpoints checkpoints = new Checkpoints(folder);
    Memory resumed = new Memory(Integer.MAX_VALUE);
    for (int stop : new int[] {6, 11, 16}) {
      resumed = new Memory(stop);
      try {
        run(resumed, Optional.of(checkpoints));
      } catch (Stopped e) {
        // The next attempt takes up the newest checkpoint.
      }
    }
    run(resumed = new Memory(Integer.MAX_VALUE), Optional.of(checkpoints));

    assertThat(timeless(resumed.rows)).isEqualTo(timeless(undisturbed.rows));
  }

  @Test
  void aCutOrDamagedNewestCheckpointGivesWayToTheOneBefore(@TempDir Path folder)
      throws IOException {
    Memory undisturbed = new Memory(Integer.MAX_VALUE);
    run(undisturbed, Optional.empty());
    for (String damage : List.of("cut", "flip", "unfinished")) {
      Path home = folder.resolve(damage);
      Checkpoints checkpoints = new Checkpoints(home);
      try {
        run(new Memory(11), Optional.of(checkpoints));
      } catch (Stopped e) {
        // Steps 5 and 10 are saved.
      }
      damage(home.resolve("step-00000010"), damage);

      assertThat(checkpoints.newest().orElseThrow().step()).isEqualTo(5);
      Memory resumed = new Memory(Integer.MAX_VALUE);
      run(resumed, Optional.of(checkpoints));
      assertThat(resumed.best.sha256()).isEqualTo(undisturbed.best.sha256());
    }
  }

  private static void damage(Path home, String damage) throws IOException {
    Path state = home.resolve("state.safetensors");
    byte[] bytes = Files.readAllBytes(state);
    switch (damage) {
      case "cut" -> Files.write(state, Arrays.copyOf(bytes, bytes.length / 2));
      case "flip" -> {
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);
      }
      default -> Files.delete(home.resolve("SHA256SUMS"));
    }
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefusedAndTheDifferenceNamed(@TempDir Path folder) {
    Checkpoints checkpoints = new Checkpoints(folder);
    run(new Memory(Integer.MAX_VALUE), Optional.of(checkpoints));

    assertThatThrownBy(() -> run(new Memory(Integer.MAX_VALUE), Optional.of(checkpoints), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            folder + " belongs to another training: epochs was 3, is now 4; go on");
  }

  /** The first versions wrote the plan as one hash. */
  @Test
  void aCheckpointOfAnotherVersionIsRefusedWithTheFileAndTheRemedy(@TempDir Path folder) {
    Checkpoints checkpoints = new Checkpoints(folder);
    run(new Memory(Integer.MAX_VALUE), Optional.of(checkpoints));
    Checkpoints.Saved now = checkpoints.newest().orElseThrow();
    String plan = "\"plan\":\\{\"facts\":\\{[^}]*}}";

    for (String older : List.of("\"plan\":\"0a1b\"", "\"plan\":null", "\"other\":1")) {
      String loop = now.loop().replaceFirst(plan, older);
      checkpoints.save(now.step(), now.tensors(), loop);

      assertThatThrownBy(() -> run(new Memory(Integer.MAX_VALUE), Optional.of(checkpoints)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessageStartingWith(
              folder.resolve("step-000000%d/loop.json".formatted(now.step())).toString())
          .hasMessageContaining("another version made that checkpoint")
          .hasMessageContaining("remove the folder " + folder + " to train this phase anew");
    }
  }

  /** What the settings of training do not say, but changes the numbers all the same. */
  @Test
  void aPlanNamesArithmeticWeightsAndWindowsThatChanged() {
    TrainConfig config = TrainConfigs.training(3, Objective.L1, 5);
    LoopPlan before = plan(config, "a1", COMPUTE);

    assertThat(before.changes(plan(config.withCheckpointSteps(9), "a1", COMPUTE))).isEmpty();
    assertThat(before.changes(plan(config, "b2", COMPUTE)))
        .containsExactly("first weights was a1, is now b2");
    assertThat(
            before.changes(plan(config, "a1", new ComputeConfig("gpu:1", Precision.BFLOAT16, 2))))
        .containsExactly(
            "device was cpu, is now gpu",
            "precision was FLOAT32, is now BFLOAT16",
            "threads was 1, is now 2");
    LoopPlan others =
        LoopPlan.of(config, validation, train, "a1", new StepConfig(2, true), COMPUTE);
    assertThat(before.changes(others))
        .extracting(change -> change.replaceAll(" was .*", ""))
        .containsExactly(
            "accumulation steps", "recompute", "training windows", "validation windows");
  }

  private LoopPlan plan(TrainConfig config, String start, ComputeConfig compute) {
    return LoopPlan.of(config, train, validation, start, StepConfig.defaults(), compute);
  }

  @Test
  void spoiltWeightsAreLeftForTheNewestGoodCheckpointAtHalfTheRate(@TempDir Path folder) {
    for (Optional<Checkpoints> checkpoints :
        List.of(Optional.<Checkpoints>empty(), Optional.of(new Checkpoints(folder)))) {
      Memory memory = new Memory(Integer.MAX_VALUE);
      memory.faults = new Faults(9, 1, false);

      TrainLoop.Outcome outcome = run(memory, checkpoints);

      List<TrainingRow> recoveries = recoveries(memory);
      assertThat(recoveries).extracting(TrainingRow::step).containsExactly(10);
      assertThat(recoveries.get(0).lossNats()).isNaN();
      assertThat(outcome.bestNats()).isLessThan(3.7);
      // The step's own plan, 3e-3 at most, halved.
      assertThat(memory.rows.get(memory.rows.size() - 2).learningRate()).isLessThan(1.5e-3);
      // Step 10 has spoilt weights, which no checkpoint may hold.
      assertThat(memory.faults.returns).containsExactly(checkpoints.isPresent() ? 5 : 0);
    }
  }

  @Test
  void anExplodingLossIsLeftInTheSameWay(@TempDir Path folder) {
    Memory memory = new Memory(Integer.MAX_VALUE);
    memory.faults = new Faults(21, LossWatch.STEPS_ABOVE, true);

    run(memory, Optional.of(new Checkpoints(folder)), 8);

    assertThat(recoveries(memory)).extracting(TrainingRow::step).containsExactly(25);
    assertThat(memory.faults.returns).containsExactly(20);
  }

  @Test
  void trainingThatAlwaysBreaksDownFailsWithTheStepNamed(@TempDir Path folder) {
    Memory memory = new Memory(Integer.MAX_VALUE);
    memory.faults = new Faults(11, Integer.MAX_VALUE, false);

    assertThatThrownBy(() -> run(memory, Optional.of(new Checkpoints(folder))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step 12: the loss is not finite, also after 3 returns")
        .hasMessageContaining("lower learning-rate");
    assertThat(recoveries(memory)).extracting(TrainingRow::step).containsExactly(12, 12, 12);
    // The second return finds that the checkpoint of step 10 did not help; the third one is a new
    // one.
    assertThat(memory.faults.returns).containsExactly(10, 5, 10);
  }

  private static List<TrainingRow> recoveries(Memory memory) {
    return memory.rows.stream().filter(row -> row.split().equals(TrainingRow.RECOVERY)).toList();
  }

  private static List<String> timeless(List<TrainingRow> rows) {
    return rows.stream().map(row -> row.toString().replaceAll("seconds=[^,]*", "")).toList();
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
      Trainer used = memory.faults == null ? trainer : memory.faults.in(trainer);
      LoopPlan plan = plan(config, trainer.startSha256(), COMPUTE);
      return new TrainLoop(used, train, validation, config, memory, checkpoints, plan).run();
    }
  }

  /** A trainer that breaks down: a rate of NaN spoils all weights, or the loss is told too high. */
  private static final class Faults {
    private final int step;
    private final boolean isExplosion;
    private int left;
    private final List<Integer> returns = new ArrayList<>();

    private Faults(int step, int times, boolean isExplosion) {
      this.step = step;
      this.left = times;
      this.isExplosion = isExplosion;
    }

    private Trainer in(FullTrainer sound) {
      return new Trainer() {
        @Override
        public StepResult step(TrainBatch batch, double learningRate) {
          boolean isFault = left > 0 && (isExplosion ? steps() >= step : steps() == step);
          left -= isFault ? 1 : 0;
          StepResult r = sound.step(batch, isFault && !isExplosion ? Double.NaN : learningRate);
          return isFault && isExplosion
              ? new StepResult(
                  r.lossNats(), r.gradNorm(), 9 * r.sumAllNll(), r.allTokens(), 0, r.ownTokens())
              : r;
        }

        @Override
        public StepResult evaluate(TrainBatch batch) {
          return sound.evaluate(batch);
        }

        @Override
        public int steps() {
          return sound.steps();
        }

        @Override
        public List<Tensor> checkpoint() {
          return sound.checkpoint();
        }

        @Override
        public void restore(List<Tensor> checkpoint) {
          sound.restore(checkpoint);
          returns.add(steps());
        }

        @Override
        public void close() {}
      };
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
    private Faults faults;
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
    public List<TrainingRow> rows() {
      return rows;
    }

    @Override
    public void restore(List<Tensor> kept, List<TrainingRow> earlier) {
      rows.clear();
      rows.addAll(earlier);
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
