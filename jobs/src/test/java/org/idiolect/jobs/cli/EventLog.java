package org.idiolect.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spark's event logs of a folder, as a history server reads them. */
record EventLog(String text, List<JsonNode> events) {
  static EventLog read(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    List<JsonNode> events = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> !path.getFileName().toString().startsWith(".")).toList()) {
        for (String line : Files.readAllLines(file)) {
          text.append(line).append('\n');
          events.add(json.readTree(line));
        }
      }
    }
    return new EventLog(text.toString(), events);
  }

  /** A property of every job; Spark's own broadcast jobs have a group of their own. */
  List<String> ofJobs(String property) {
    return events.stream()
        .filter(event -> event.path("Event").asText().equals("SparkListenerJobStart"))
        .map(event -> event.path("Properties"))
        .filter(job -> !job.path("spark.job.description").asText().startsWith("broadcast exchange"))
        .map(job -> job.path(property).asText())
        .toList();
  }

  /** Names of all stages that were submitted. */
  List<String> stageNames() {
    return events.stream()
        .filter(event -> event.path("Event").asText().equals("SparkListenerStageSubmitted"))
        .map(event -> event.path("Stage Info").path("Stage Name").asText())
        .toList();
  }
}
