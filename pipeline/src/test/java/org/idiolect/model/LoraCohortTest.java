package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.idiolect.model.Reference.ADAPTER;
import static org.idiolect.model.Reference.CPU;
import static org.idiolect.model.Reference.LORA;
import static org.idiolect.model.Reference.SHAPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoraCohortTest {
  private static final int STEPS = 50;

  /** 1e-5 relative. */
  private static final Percentage TOGETHER = Percentage.withPercentage(1e-3);

  private final LoraAdapter start = LoraAdapter.initialize(SHAPE, LORA, 7);
  private Gpt2Model base;

  @BeforeEach
  void load() {
    base = Gpt2Model.load(Reference.weights(0.05), CPU);
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void trainedTogetherIsTrainedAloneWhateverTheNeighbours() {
    List<Double> alone = new ArrayList<>();
    for (int author = 0; author < 5; author++) {
      alone.add(together(List.of(author)).get(0));
    }
    for (List<Integer> neighbours :
        List.of(List.of(0, 1), List.of(4, 3, 2, 1, 0), List.of(2, 2, 0, 4))) {
      List<Double> together = together(neighbours);
      for (int slot = 0; slot < neighbours.size(); slot++) {
        assertThat(together.get(slot)).isCloseTo(alone.get(neighbours.get(slot)), TOGETHER);
      }
    }
    assertThat(alone).doesNotHaveDuplicates();
  }

  /** Final loss of each author on a batch of his own. */
  private List<Double> together(List<Integer> authors) {
    try (LoraCohort cohort = cohort(authors.size())) {
      for (int step = 0; step < STEPS; step++) {
        cohort.step(batches(authors, step), rates(authors, step));
      }
      return losses(cohort.evaluate(batches(authors, STEPS)));
    }
  }

  @Test
  void aSlotTakesTheNextAuthorWhoStartsAnew() {
    double expected = together(List.of(1)).get(0);
    try (LoraCohort cohort = cohort(2)) {
      for (int step = 0; step < 10; step++) {
        cohort.step(batches(List.of(0, 2), step), rates(List.of(0, 2), step));
      }
      cohort.replace(1, start);
      for (int step = 0; step < STEPS; step++) {
        cohort.step(batches(List.of(3, 1), step), rates(List.of(3, 1), step));
      }
      StepResult[] results = cohort.evaluate(new TrainBatch[] {null, batch(1, STEPS)});
      assertThat(results[0]).isNull();
      assertThat(results[1].lossNats()).isCloseTo(expected, TOGETHER);
    }
  }

  @Test
  void aNeighbourWhoIsNotFiniteChangesNobody() {
    double expected = together(List.of(1)).get(0);
    float[] bad = start.tensors().get(0).data().clone();
    bad[3] = Float.NaN;
    List<Tensor> tensors = new ArrayList<>(start.tensors());
    tensors.set(0, new Tensor(tensors.get(0).name(), tensors.get(0).shape(), bad));
    try (LoraCohort cohort = cohort(2)) {
      cohort.replace(0, new LoraAdapter(LORA, tensors));
      for (int step = 0; step < STEPS; step++) {
        cohort.step(batches(List.of(0, 1), step), rates(List.of(0, 1), step));
      }
      StepResult[] results = cohort.evaluate(batches(List.of(0, 1), STEPS));
      assertThat(results[0].lossNats()).isNaN();
      assertThat(results[1].lossNats()).isCloseTo(expected, TOGETHER);
    }
  }

  @Test
  void anEmptySlotKeepsItsAdapter() {
    try (LoraCohort cohort = cohort(2)) {
      cohort.step(batches(List.of(0, 1), 0), rates(List.of(0, 1), 0));
      String before = cohort.adapter(0).sha256();
      cohort.step(new TrainBatch[] {null, batch(1, 1)}, new double[] {0, 1e-3});
      assertThat(cohort.adapter(0).sha256()).isEqualTo(before);
      assertThat(cohort.adapter(1).sha256()).isNotEqualTo(before);
    }
  }

  @Test
  void adaptersOfAnotherShapeAreRefused() {
    LoraConfig other = new LoraConfig(3, 8, LORA.targets());
    try (LoraCohort cohort = cohort(1)) {
      assertThatThrownBy(() -> cohort.replace(0, LoraAdapter.initialize(SHAPE, other, 1)))
          .hasMessageContaining("rank=2")
          .hasMessageContaining("rank=3");
    }
  }

  private LoraCohort cohort(int slots) {
    List<LoraAdapter> starts = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      starts.add(start);
    }
    return new LoraCohort(base, starts, ADAPTER);
  }

  private static TrainBatch[] batches(List<Integer> authors, int step) {
    return authors.stream().map(author -> batch(author, step)).toArray(TrainBatch[]::new);
  }

  /** Other numbers of rows, lengths and tokens for every author. */
  private static TrainBatch batch(int author, int step) {
    Random random = new Random(100L * author + step % 10);
    int[][] rows = new int[1 + author][];
    float[][] weights = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = random.ints(8 + 5L * author, author, 40 + 30 * author).toArray();
      weights[row] = new float[rows[row].length];
      for (int t = 1; t < weights[row].length; t++) {
        weights[row][t] = random.nextInt(3) == 0 ? 0.1f : 1.1f;
      }
    }
    return new TrainBatch(rows, weights, null, 5 + author);
  }

  private static double[] rates(List<Integer> authors, int step) {
    return authors.stream().mapToDouble(author -> 2e-3 / (1 + author + 0.1 * step)).toArray();
  }

  private static List<Double> losses(StepResult[] results) {
    List<Double> losses = new ArrayList<>();
    for (StepResult result : results) {
      losses.add(result.lossNats());
    }
    return losses;
  }
}
