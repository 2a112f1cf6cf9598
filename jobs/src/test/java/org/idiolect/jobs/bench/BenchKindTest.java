package org.idiolect.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BenchKindTest {
  @Test
  void namesAreThoseOfTheCommandLine() {
    assertThat(BenchKind.of("train-lora")).isEqualTo(BenchKind.TRAIN_LORA);
    assertThatThrownBy(() -> BenchKind.of("ingest"))
        .hasMessage(
            "there is no bench ingest, only train-full, train-lora, train-chat, train-chat-unsorted, train-cohort, evaluate, generate, generate-chat, tokenize");
  }
}
