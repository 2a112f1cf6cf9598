package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The program in a JVM of its own, which a test may kill as the kernel would. */
final class KilledProgram {
  /** Far above what a busy machine needs. */
  private static final long TIMEOUT_SECONDS = 600;

  private final Process process;
  private final Path log;

  private KilledProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a command with embedded Spark. */
  static KilledProgram start(Path home, List<String> arguments) throws IOException {
    return start(home, List.of(), arguments);
  }

  /**
   * Starts a command whose Spark has one executor, a process of its own.
   *
   * @param home becomes the Spark installation that a worker needs: the jars of this class path
   */
  static KilledProgram startWithExecutor(Path home, List<String> arguments) throws IOException {
    List<String> folders = new ArrayList<>();
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        folders.add(path.toString());
      } else if (Files.exists(path)) {
        Files.createSymbolicLink(
            jars.resolve(folders.size() + Files.list(jars).count() + "-" + path.getFileName()),
            path);
      }
    }
    return start(
        home,
        List.of(
            "-Dspark.master=local-cluster[1,1,1024]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.executor.extraClassPath=" + String.join(File.pathSeparator, folders)),
        arguments);
  }

  /** Starts a command with options of the JVM. */
  static KilledProgram start(Path home, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-"))
        .forEach(command::add);
    command.add("-Xmx768m");
    command.addAll(options);
    command.add(Main.class.getName());
    command.addAll(arguments);
    Path log = Files.createTempFile(home, "program", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new KilledProgram(builder.start(), log);
  }

  /** Waits until something has happened, and fails when the program ends before. */
  KilledProgram await(BooleanSupplier condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("running: " + Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as("in time: " + Files.readString(log)).isLessThan(end);
      Thread.sleep(2);
    }
    return this;
  }

  /** {@code kill -9} of the program. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** {@code kill -9} of every executor there is now. */
  KilledProgram killExecutors() {
    try (Stream<ProcessHandle> children = process.descendants()) {
      List<ProcessHandle> executors = children.filter(KilledProgram::isExecutor).toList();
      assertThat(executors).isNotEmpty();
      executors.forEach(ProcessHandle::destroyForcibly);
    }
    return this;
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
  }

  /** Waits for the end and returns the exit code. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the program did not end: " + Files.readString(log));
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }
}
