package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Our side of a bench: loads, says {@code {"ready": true}}, then does one repetition for every line
 * that it reads and answers with {@code {"seconds", "tokens", "losses", "peak_rss_mb"}}.
 */
final class BenchWorker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchWorker() {}

  /** Takes the task's file; ends when standard input does. */
  public static void main(String[] arguments) throws IOException {
    BenchTask task = BenchTask.read(Path.of(arguments[0]));
    PrintStream answers = System.out;
    try (Workload workload = Workload.open(task);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answers.println("{\"ready\": true}");
      while (orders.readLine() != null) {
        answers.println(answer(workload));
      }
    }
    // Native thread pools would keep the process.
    System.exit(0);
  }

  private static ObjectNode answer(Workload workload) throws IOException {
    long start = System.nanoTime();
    Workload.Done done = workload.repeat();
    double seconds = (System.nanoTime() - start) / 1e9;
    ObjectNode answer = JSON.createObjectNode();
    answer.put("seconds", seconds).put("tokens", done.tokens());
    for (double loss : done.losses()) {
      answer.withArray("losses").add(loss);
    }
    return answer.put("peak_rss_mb", peakRssMegabytes());
  }

  /** The most memory that this process ever held; 0 where the system does not say. */
  private static long peakRssMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
