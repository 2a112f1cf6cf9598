package org.idiolect.jobs.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a failure for want of memory from others, and which setting gives more of it. */
final class OutOfMemory {
  /**
   * An executor that died: by Spark's exit codes of a fatal error (50) and of a full heap (52), by
   * the kernel (137), by YARN or by Kubernetes.
   */
  private static final Pattern LOST_EXECUTOR =
      Pattern.compile(
          "exited with code (50|52|137)\\b|exceeding (physical |virtual )?memory limits|OOMKilled");

  /** What libtorch says on a CPU and on a GPU. */
  private static final Pattern NATIVE =
      Pattern.compile("not enough memory: you tried to allocate|CUDA out of memory");

  private OutOfMemory() {}

  /** What to do, as a sentence for people; empty for every other failure. */
  static Optional<String> advice(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> advice = ofOne(cause);
      if (advice.isPresent()) {
        return advice;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofOne(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof OutOfMemoryError) {
      return Optional.of(
          "out of memory ("
              + message.lines().findFirst().orElse("")
              + "); raise the heap: IDIOLECT_JAVA_OPTS=-Xmx8g with embedded Spark,"
              + " spark.executor.memory and spark.driver.memory with spark-submit");
    } else if (NATIVE.matcher(message).find()) {
      return Optional.of(
          "a model ran out of memory outside of the heap; lower batch-size of what was trained or"
              + " evaluate.batch-tokens, or raise spark.executor.memoryOverhead");
    } else if (LOST_EXECUTOR.matcher(message).find()) {
      return Optional.of(
          "executors ended for want of memory, as it seems; raise spark.executor.memory (heap) or"
              + " spark.executor.memoryOverhead (models); the executors' logs have the cause");
    }
    return Optional.empty();
  }
}
