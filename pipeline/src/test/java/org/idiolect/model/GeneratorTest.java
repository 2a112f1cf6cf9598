package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.LORA;
import static org.idiolect.model.Reference.SHAPE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final SamplingConfig SAMPLING = new SamplingConfig(0.9, 40, 0.95, 1.1, 12, 9);
  private static Gpt2Model model;

  @BeforeAll
  static void load() {
    model = Gpt2Model.load(Reference.weights(0.1), CPU);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** Prompts of lengths 1 to 20; every third has an adapter. */
  private static List<Prompt> prompts(int count) {
    Random random = new Random(3);
    LoraAdapter adapter = busyAdapter();
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] ids = random.ints(1 + random.nextInt(20), 0, SHAPE.vocabularySize()).toArray();
      prompts.add(new Prompt(ids, i % 3 == 0 ? adapter : null, 100 + i));
    }
    return prompts;
  }

  private static LoraAdapter busyAdapter() {
    LoraAdapter adapter = LoraAdapter.initialize(SHAPE, LORA, 5);
    Random random = new Random(4);
    for (Tensor tensor : adapter.tensors()) {
      for (int i = 0; i < tensor.data().length; i++) {
        tensor.data()[i] = (float) (0.1 * random.nextGaussian());
      }
    }
    return adapter;
  }

  @Test
  void greedyTextIsThatOfTransformers() {
    List<Reference.Greedy> expected = Reference.load().generation();
    for (double penalty : new double[] {1.0, 1.3}) {
      List<Reference.Greedy> cases =
          expected.stream().filter(c -> c.repetition_penalty() == penalty).toList();
      List<Generation> results =
          model.generate(
              cases.stream().map(c -> new Prompt(c.prompt(), null, 0)).toList(),
              new SamplingConfig(1, 1, 1, penalty, 24, -1));
      for (int i = 0; i < cases.size(); i++) {
        assertThat(results.get(i).newTokenIds()).isEqualTo(cases.get(i).new_tokens());
        assertThat(results.get(i).stopReason()).isEqualTo(StopReason.LENGTH);
      }
    }
  }

  @Test
  void textDependsNeitherOnBatchNorOnOrder() {
    List<Prompt> prompts = prompts(70);
    List<Generation> together = model.generate(prompts, SAMPLING);
    List<Prompt> reversed = new ArrayList<>(prompts);
    Collections.reverse(reversed);
    List<Generation> backwards = model.generate(reversed, SAMPLING);
    for (int i = 0; i < prompts.size(); i++) {
      int[] ids = together.get(i).newTokenIds();
      assertThat(backwards.get(69 - i).newTokenIds()).isEqualTo(ids);
      if (i % 7 == 0) {
        assertThat(model.generate(List.of(prompts.get(i)), SAMPLING).get(0).newTokenIds())
            .isEqualTo(ids);
      }
    }
  }

  @Test
  void seedsDiffer() {
    int[] ids = {1, 2, 3};
    List<Prompt> prompts = List.of(new Prompt(ids, null, 1), new Prompt(ids, null, 2));
    SamplingConfig open = new SamplingConfig(1, 0, 1, 1, 10, -1);
    List<Generation> results = model.generate(prompts, open);
    assertThat(results.get(0).newTokenIds()).isNotEqualTo(results.get(1).newTokenIds());
  }

  @Test
  void stopTokenEndsARow() {
    List<Generation> results = model.generate(prompts(40), new SamplingConfig(3, 0, 1, 1, 40, 9));
    assertThat(results).extracting(Generation::stopReason).contains(StopReason.STOP_TOKEN);
    for (Generation result : results) {
      int[] ids = result.newTokenIds();
      boolean stopped = result.stopReason() == StopReason.STOP_TOKEN;
      assertThat(ids.length).isLessThanOrEqualTo(40);
      assertThat(ids[ids.length - 1] == 9).isEqualTo(stopped);
      assertThat(Arrays.stream(ids, 0, ids.length - 1)).doesNotContain(9);
      assertThat(result.logProbabilities()).hasSize(ids.length);
    }
  }

  @Test
  void logProbabilitiesAreThoseOfScoring() {
    List<Prompt> prompts = prompts(9);
    List<Generation> results = model.generate(prompts, SAMPLING);
    for (int i = 0; i < prompts.size(); i++) {
      int[] prompt = prompts.get(i).tokenIds();
      int[] added = results.get(i).newTokenIds();
      int[] whole = Arrays.copyOf(prompt, prompt.length + added.length);
      System.arraycopy(added, 0, whole, prompt.length, added.length);
      float[] scores =
          model
              .logProbabilities(new int[][] {whole}, new LoraAdapter[] {prompts.get(i).adapter()})[
              0];
      for (int t = 0; t < added.length; t++) {
        assertThat(results.get(i).logProbabilities()[t])
            .isCloseTo(scores[prompt.length - 1 + t], within(1e-4f));
      }
    }
  }

  /**
   * Weights laid out once for many steps give the text of weights as they are. Both round to
   * bfloat16, so texts may part where two tokens are as good as equal, and nowhere else.
   */
  @Test
  void weightsLaidOutOnceWriteTheSameText() {
    ComputeConfig compute = new ComputeConfig("cpu", Precision.BFLOAT16, 1);
    List<Prompt> prompts =
        prompts(16).stream()
            .map(prompt -> new Prompt(prompt.tokenIds(), prompt.adapter(), prompt.seed(), 12))
            .toList();
    try (Gpt2Model rounded = Gpt2Model.load(Reference.weights(0.1), compute)) {
      // Twelve steps at the most are too few to lay out for, forty are enough; all rows end at 12.
      List<Generation> plain = rounded.generate(prompts, SamplingConfig.greedy(12, -1));
      List<Generation> packed = rounded.generate(prompts, SamplingConfig.greedy(40, -1));
      int same = 0;
      for (int i = 0; i < prompts.size(); i++) {
        same += agreeing(plain.get(i), packed.get(i));
      }
      assertThat(same).isGreaterThan(16 * 12 / 2);
    }
  }

  /** How many tokens the two have in common from the beginning. */
  private static int agreeing(Generation one, Generation other) {
    for (int t = 0; t < one.newTokenIds().length; t++) {
      // Each is the most probable one, so that the probabilities are close even where texts part.
      assertThat(other.logProbabilities()[t]).isCloseTo(one.logProbabilities()[t], within(0.05f));
      if (one.newTokenIds()[t] != other.newTokenIds()[t]) {
        return t;
      }
    }
    return one.newTokenIds().length;
  }

  /** Over many seeds, tokens come as often as the model says. */
  @Test
  void sampledTokensFollowTheModel() {
    int[] ids = {7, 8, 9};
    double[] expected = new double[SHAPE.vocabularySize()];
    int[][] rows = new int[SHAPE.vocabularySize()][];
    for (int token = 0; token < rows.length; token++) {
      rows[token] = new int[] {7, 8, 9, token};
    }
    float[][] scores = model.logProbabilities(rows);
    List<Prompt> prompts = new ArrayList<>();
    for (int seed = 0; seed < 4000; seed++) {
      prompts.add(new Prompt(ids, null, seed));
    }
    int[] counts = new int[expected.length];
    for (Generation result : model.generate(prompts, new SamplingConfig(1, 0, 1, 1, 1, -1))) {
      counts[result.newTokenIds()[0]]++;
    }
    double chiSquare = 0;
    for (int token = 0; token < counts.length; token++) {
      double mean = 4000 * Math.exp(scores[token][2]);
      chiSquare += (counts[token] - mean) * (counts[token] - mean) / mean;
    }
    // 210 degrees of freedom: mean 210, deviation 20.5.
    assertThat(chiSquare).isBetween(130.0, 320.0);
  }

  @Test
  void nucleusAndTopKKeepTheMostProbable() {
    int[][] rows = new int[SHAPE.vocabularySize()][];
    for (int token = 0; token < rows.length; token++) {
      rows[token] = new int[] {7, 8, 9, token};
    }
    float[][] scores = model.logProbabilities(rows);
    Integer[] order = new Integer[rows.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Float.compare(scores[b][2], scores[a][2]));
    List<Prompt> prompts = new ArrayList<>();
    for (int seed = 0; seed < 300; seed++) {
      prompts.add(new Prompt(new int[] {7, 8, 9}, null, seed));
    }
    assertThat(firstTokens(prompts, new SamplingConfig(1, 3, 1, 1, 1, -1)))
        .containsExactlyInAnyOrder(order[0], order[1], order[2]);
    int nucleus = 0;
    for (double mass = 0; mass < 0.3; nucleus++) {
      mass += Math.exp(scores[order[nucleus]][2]);
    }
    assertThat(firstTokens(prompts, new SamplingConfig(1, 0, 0.3, 1, 1, -1)))
        .containsExactlyInAnyOrder(Arrays.copyOf(order, nucleus));
  }

  private static List<Integer> firstTokens(List<Prompt> prompts, SamplingConfig sampling) {
    return model.generate(prompts, sampling).stream()
        .map(result -> result.newTokenIds()[0])
        .distinct()
        .toList();
  }

  @Test
  void longPromptKeepsItsNewestTokens() {
    int[] ids = new Random(8).ints(100, 0, SHAPE.vocabularySize()).toArray();
    int[] newest = Arrays.copyOfRange(ids, 100 - (64 - 12), 100);
    assertThat(model.generate(List.of(new Prompt(ids, null, 1)), SAMPLING).get(0).newTokenIds())
        .isEqualTo(
            model.generate(List.of(new Prompt(newest, null, 1)), SAMPLING).get(0).newTokenIds());
  }

  @Test
  void uniformNumbersAreThoseOfTheReference() {
    double[] expected = Reference.load().uniform();
    for (int i = 0; i < expected.length; i++) {
      assertThat(CounterRandom.uniform(42, i)).isEqualTo(expected[i]);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SamplingConfig(1, 0, 1.2, 1, 5, -1))
        .hasMessage("top-p must be in (0, 1], got 1.2");
    assertThatThrownBy(() -> model.generate(prompts(1), SamplingConfig.greedy(64, -1)))
        .hasMessage("max new tokens must be below the context length 64, got 64");
  }
}
