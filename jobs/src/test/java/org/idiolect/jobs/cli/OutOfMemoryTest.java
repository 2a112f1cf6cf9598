package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.idiolect.jobs.Sessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfMemoryTest {
  @TempDir Path folder;

  /** Without the session's setting Spark would end the JVM of this test. */
  @Test
  void aTaskWithoutMemoryFailsAndTheSettingToRaiseIsNamed() {
    try (SparkSession spark = Sessions.open("test")) {
      String file = folder.resolve("numbers").toString();
      Throwable failure =
          catchThrowable(
              () -> spark.range(2).map(new RunOut(), Encoders.LONG()).write().parquet(file));

      assertThat(ExitCode.of(failure)).isEqualTo(ExitCode.RESOURCES);
      assertThat(Failures.sentence(failure)).contains("Java heap space").contains("-Xmx");
    }
    assertThat(Files.exists(folder.resolve("numbers/_SUCCESS"))).isFalse();
  }

  private static final class RunOut implements MapFunction<Long, Long> {
    @Override
    public Long call(Long number) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExecutorLostFailure (executor 0 exited caused by one of the running tasks)"
            + " Reason: Command exited with code 52",
        "Container killed by YARN for exceeding physical memory limits. 5.1 GB of 5 GB used",
        "[enforce fail] DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes",
        "CUDA out of memory. Tried to allocate 2.00 GiB"
      })
  void whatTheSystemSaysIsUnderstood(String message) {
    Throwable failure = new SparkException("Job aborted", new IllegalStateException(message));

    assertThat(ExitCode.of(failure)).isEqualTo(ExitCode.RESOURCES);
    assertThat(Failures.sentence(failure)).contains("raise spark.executor.memory");
  }

  @Test
  void otherFailuresOfExecutorsAreNotBlamedOnMemory() {
    Throwable failure = new SparkException("Command exited with code 1");

    assertThat(ExitCode.of(failure)).isEqualTo(ExitCode.FAILED);
    assertThat(Failures.sentence(failure)).startsWith("Command exited with code 1");
  }
}
