package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A warm process that repeats its work when told to. */
final class BenchSide implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  private BenchSide(String name, List<String> command, int threads) {
    this.name = name;
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.put("OMP_NUM_THREADS", "" + threads);
    environment.put("RAYON_NUM_THREADS", "" + threads);
    environment.put("HF_HUB_OFFLINE", "1");
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
    this.orders = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** This program again, with the options of this JVM. */
  static BenchSide ours(Path task, int threads) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BenchWorker.class.getName(), task.toString()));
    return new BenchSide("idiolect", command, threads);
  }

  /** A script under a Python that has transformers and PEFT. */
  static BenchSide peer(Path python, Path script, Path task, int threads) {
    return new BenchSide(
        "peer", List.of(python.toString(), script.toString(), task.toString()), threads);
  }

  String name() {
    return name;
  }

  /** Returns once everything is loaded. */
  BenchSide awaitReady() {
    next();
    return this;
  }

  /** Does the work once; meanwhile the other side rests. */
  Repetition repeat() {
    try {
      orders.write("repeat\n");
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the side " + name + " ended early", e);
    }
    JsonNode answer = next();
    return new Repetition(
        answer.get("seconds").asDouble(),
        answer.get("tokens").asLong(),
        StreamSupport.stream(answer.get("losses").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .boxed()
            .toList(),
        answer.get("peak_rss_mb").asLong());
  }

  /** The next line of JSON; libraries may print others. */
  private JsonNode next() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith("{")) {
          return JSON.readTree(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from the side " + name, e);
    }
    throw new IllegalStateException("the side " + name + " ended early; its errors are above");
  }

  @Override
  public void close() {
    try {
      orders.close();
      process.waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
