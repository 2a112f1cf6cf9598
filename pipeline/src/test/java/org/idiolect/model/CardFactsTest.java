package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class CardFactsTest {
  @Test
  void theDriversToolIsAskedForTheCardThatCudaMeans() {
    assertThat(CardFacts.id(1, "")).isEqualTo("1");
    assertThat(CardFacts.id(1, "4, GPU-b")).isEqualTo("GPU-b");
  }

  @Test
  void itsAnswerNamesTheCardAndItsMemory() {
    assertThat(CardFacts.ask(List.of("echo", "Card Z, 140000 MiB, 143771 MiB")))
        .isEqualTo("Card Z, 140000 MiB of 143771 MiB free");
    assertThat(CardFacts.ask(List.of("echo", "No devices were found"))).contains("does not know");
    assertThat(CardFacts.ask(List.of("no-such-tool"))).contains("no no-such-tool here");
  }

  @Test
  void aCardThatThisLibraryDoesNotFindIsNoSilentRunOnTheCpu() {
    ComputeConfig card = new ComputeConfig("gpu:0", Precision.FLOAT32, 1);
    CardFacts facts = CardFacts.of(card);
    assumeFalse(facts.isUsable(), "this machine has a card");

    assertThatThrownBy(() -> Gpt2Model.load(Reference.weights(0.1), card))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gpu:0 was asked for on " + facts.host())
        .hasMessageContaining("PyTorch 2.7.1, which finds no card")
        .hasMessageContaining("PYTORCH_LIBRARY_PATH");
  }
}
