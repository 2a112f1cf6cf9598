package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.idiolect.model.Reference.CPU;

import java.util.List;
import org.junit.jupiter.api.Test;

/** L3 = (sum over own + lambda x sum over all) / own tokens, and so its gradient. */
class ObjectiveGradientTest {
  private static final float LAMBDA = 0.5f;

  /** Sums of float32 in another order. */
  private static final double ROUNDING = 1e-6;

  /** AdamW's first mean after one step is the gradient, as beta1 is 0. */
  private static final AdamWConfig SUMS = new AdamWConfig(0, 0, 1, 0, 0, true);

  @Test
  void l3AndItsGradientAreTheSumsComputedApart() {
    Parts l3 = parts(1 + LAMBDA, LAMBDA);
    Parts own = parts(1, 0);
    Parts all = parts(1, 1);

    assertThat(l3.loss).isCloseTo(own.loss + LAMBDA * all.loss, within(ROUNDING));
    for (int i = 0; i < l3.gradients.size(); i++) {
      float[] expected = own.gradients.get(i).data().clone();
      for (int k = 0; k < expected.length; k++) {
        expected[k] += LAMBDA * all.gradients.get(i).data()[k];
      }
      assertThat(l3.gradients.get(i).data())
          .as(l3.gradients.get(i).name())
          .containsExactly(expected, within((float) ROUNDING));
    }
  }

  private record Parts(double loss, List<Tensor> gradients) {}

  /** The loss with these weights of own and of other tokens, over the number of own tokens. */
  private static Parts parts(float ofOwn, float ofOthers) {
    TrainBatch plain = FullTrainerTest.batch(8, 3, 24);
    int own = 0;
    for (float[] row : plain.lossWeights()) {
      for (int t = 1; t < row.length; t++) {
        boolean isOwn = t % 5 < 2;
        row[t] = isOwn ? ofOwn : ofOthers;
        own += isOwn ? 1 : 0;
      }
    }
    TrainBatch batch = new TrainBatch(plain.tokenIds(), plain.lossWeights(), null, own);
    try (FullTrainer trainer = FullTrainer.create(Reference.weights(0.1), SUMS, CPU)) {
      double loss = trainer.step(batch, 1e-9).lossNats();
      return new Parts(
          loss, trainer.checkpoint().stream().filter(t -> t.name().startsWith("m.")).toList());
    }
  }
}
