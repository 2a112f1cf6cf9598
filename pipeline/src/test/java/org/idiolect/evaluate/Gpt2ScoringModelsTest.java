package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.Precision;
import org.junit.jupiter.api.Test;

final class Gpt2ScoringModelsTest {
  private static final Gpt2Config SHAPE = new Gpt2Config(64, 16, 16, 2, 2, 63, 1e-5);
  private static final ComputeConfig CPU = new ComputeConfig("cpu", Precision.FLOAT32, 1);
  private static final LoraConfig LORA = new LoraConfig(2, 4, List.of(LoraTarget.C_ATTN));
  private static final int[][] ROWS = {{63, 1, 2, 3}, {63, 9}};

  @Test
  void aFreshAdapterScoresAsTheSharedModel() {
    try (Gpt2Model base = Gpt2Model.load(Gpt2Weights.initialize(SHAPE, 1), CPU);
        Gpt2Model shared = Gpt2Model.load(Gpt2Weights.initialize(SHAPE, 2), CPU)) {
      ScoringModels models =
          new Gpt2ScoringModels(
              "base", "shared", CPU, (folder, cpu) -> folder.equals("base") ? base : shared);
      byte[] fresh = LoraAdapter.initialize(SHAPE, LORA, 3).toBytes();

      float[][] adapted = models.adapted(adapter("attn.c_attn", shared, fresh)).of(ROWS);

      assertThat(adapted).isDeepEqualTo(models.shared().of(ROWS));
      assertThat(adapted[0]).hasSize(3).isNotEqualTo(models.base().of(ROWS)[0]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> models.adapted(adapter("lm_head", shared, fresh)))
          .withMessageContaining("lm_head");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> models.adapted(adapter("attn.c_attn", base, fresh)))
          .withMessageContaining(base.sha256())
          .withMessageContaining(shared.sha256());
    }
  }

  private static AuthorAdapter adapter(String target, Gpt2Model trainedOn, byte[] tensors) {
    return new AuthorAdapter("a", 2, 4, List.of(target), trainedOn.sha256(), tensors);
  }
}
