package org.idiolect.jobs.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is timed, and the shape of one repetition. */
public enum BenchKind {
  /** AdamW steps on all weights. */
  TRAIN_FULL(4, 256, 3, 1),
  /** AdamW steps on an adapter of rank 8 on c_attn. */
  TRAIN_LORA(4, 256, 3, 1),
  /** The same on messages of a chat, of many lengths: batches of messages about equally long. */
  TRAIN_CHAT(16, 128, 12, 1),
  /** The same messages as they come: the peer pads each batch to its longest, we regroup them. */
  TRAIN_CHAT_UNSORTED(16, 128, 12, 1),
  /** Adapters of authors with 500 to 5,000 tokens, 2 epochs; rows of up to 128 tokens. */
  TRAIN_COHORT(8, 128, 1, 0),
  /** NLL of every next token, no gradient. */
  EVALUATE(4, 256, 4, 1),
  /** 64 new tokens a row, top-k 50. */
  GENERATE(32, 32, 1, 1),
  /** 128 messages of the lengths that people write, 32 rows at a time, top-k 50. */
  GENERATE_CHAT(32, 32, 4, 1),
  /** Texts to token ids: rows are messages, and their length is the text's. */
  TOKENIZE(20_000, 0, 1, 3);

  private final int rows;
  private final int tokens;
  private final int batches;
  private final int warmUps;

  BenchKind(int rows, int tokens, int batches, int warmUps) {
    this.rows = rows;
    this.tokens = tokens;
    this.batches = batches;
    this.warmUps = warmUps;
  }

  /** As the command line says it: {@code train-full}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static BenchKind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no bench %s, only %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(BenchKind::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** B, rows of a batch. */
  int rows() {
    return rows;
  }

  /** T, tokens of a row; one more is read where the last one is predicted. */
  int tokens() {
    return tokens;
  }

  /** Batches of one repetition. */
  int batches() {
    return batches;
  }

  /** Repetitions that are not counted: compilers and allocators settle. */
  int warmUps() {
    return warmUps;
  }

  boolean isTraining() {
    return this == TRAIN_FULL || isAdapterTraining();
  }

  /** Whether an adapter is trained, on frozen weights. */
  boolean isAdapterTraining() {
    return this == TRAIN_LORA || this == TRAIN_COHORT || isChatTraining();
  }

  /** Whether the rows are messages of a chat. */
  boolean isChatTraining() {
    return this == TRAIN_CHAT || this == TRAIN_CHAT_UNSORTED;
  }
}
