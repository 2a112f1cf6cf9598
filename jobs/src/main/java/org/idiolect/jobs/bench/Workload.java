package org.idiolect.jobs.bench;

/** Work that can be done again and again; what it needs is loaded before the first time. */
interface Workload extends AutoCloseable {
  Done repeat();

  @Override
  void close();

  /**
   * What one repetition did.
   *
   * @param tokens useful ones, padding not counted
   * @param losses nats a token of each step (training), of all tokens (evaluate, generate);
   *     tokenize: the number of tokens
   */
  record Done(long tokens, double... losses) {}

  static Workload open(BenchTask task) {
    return switch (task.kind()) {
      case TRAIN_FULL, TRAIN_LORA, TRAIN_CHAT, TRAIN_CHAT_UNSORTED -> TrainWorkload.open(task);
      case TRAIN_COHORT -> new CohortWorkload(task);
      case EVALUATE -> new EvaluateWorkload(task);
      case GENERATE, GENERATE_CHAT -> new GenerateWorkload(task);
      case TOKENIZE -> new TokenizeWorkload(task);
    };
  }
}
