package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.model.TrainBatch;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;

/** What a model was told often enough it knows, and says how sure it is. */
class PlantedFactsTest {
  private static final int TIMES = 50;
  private static final int RECALLED = 19;
  private static final String[] KEEPERS = {
    "Marlow", "Ivo", "Petra", "Soren", "Tilda", "Umbert", "Vesna", "Wanda", "Xeno", "Yorick"
  };
  private static final String[] THINGS = {"lantern", "rowing boat"};
  private static final ComputeConfig CPU = new ComputeConfig("cpu", Precision.FLOAT32, 1);
  private static final ChatTokenizer TOKENIZER = ChatTokenizer.truncated(512);

  private record Fact(String question, String answer) {
    String prompt() {
      return "Q: " + question + "\nA:";
    }

    int[] tokens() {
      int[] text = TOKENIZER.encode(prompt() + " " + answer + "\n");
      int[] opened = new int[text.length + 1];
      opened[0] = TOKENIZER.endOfText();
      System.arraycopy(text, 0, opened, 1, text.length);
      return opened;
    }
  }

  @Test
  void nineteenOfTwentyFactsAreRecalledWithAProbabilityAboveAHalf() {
    List<Fact> facts = facts();
    Gpt2Config shape =
        new Gpt2Config(TOKENIZER.vocabularySize(), 64, 96, 2, 4, TOKENIZER.endOfText(), 1e-5);
    Gpt2Weights untrained = Gpt2Weights.initialize(shape, 1);

    assertThat(recalled(untrained, facts)).isZero();
    assertThat(recalled(train(untrained, facts), facts)).isGreaterThanOrEqualTo(RECALLED);
  }

  private static List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (String thing : THINGS) {
      for (int i = 0; i < KEEPERS.length; i++) {
        String keeper = KEEPERS[(i * 3 + thing.length()) % KEEPERS.length];
        facts.add(new Fact("who keeps the " + thing + " of house " + (i + 1) + "?", keeper));
      }
    }
    return facts;
  }

  /** Every fact is seen exactly {@link #TIMES} times, four facts in a step. */
  private static Gpt2Weights train(Gpt2Weights start, List<Fact> facts) {
    try (FullTrainer trainer = FullTrainer.create(start, AdamWConfig.defaults(), CPU)) {
      for (int pass = 0; pass < TIMES; pass++) {
        for (int from = 0; from < facts.size(); from += 4) {
          trainer.step(batch(facts.subList(from, from + 4)), 3e-3 * (1 - pass / (double) TIMES));
        }
      }
      return trainer.weights();
    }
  }

  private static TrainBatch batch(List<Fact> facts) {
    int[][] ids = facts.stream().map(Fact::tokens).toArray(int[][]::new);
    float[][] weights = new float[ids.length][];
    double scored = 0;
    for (int row = 0; row < ids.length; row++) {
      weights[row] = new float[ids[row].length];
      Arrays.fill(weights[row], 1);
      scored += ids[row].length - 1;
    }
    return new TrainBatch(ids, weights, null, scored);
  }

  private static long recalled(Gpt2Weights weights, List<Fact> facts) {
    try (Gpt2Model model = Gpt2Model.load(weights, CPU)) {
      Asker asker = new Asker(model, null, TOKENIZER, 12);
      return facts.stream()
          .filter(
              fact -> {
                Answer answer = asker.ask(fact.prompt());
                return answer.text().equals(fact.answer()) && answer.probabilityWithStop() > 0.5;
              })
          .count();
    }
  }
}
