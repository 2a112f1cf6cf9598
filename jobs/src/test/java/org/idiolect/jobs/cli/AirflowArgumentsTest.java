package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.idiolect.jobs.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/**
 * The command lines of conf/airflow/idiolect_dag.py, parsed by the real command line. They lie in a
 * file that jobs/airflow/check_dag.py compares with what Airflow renders: neither side can change
 * alone.
 */
class AirflowArgumentsTest {
  private static final File RENDERED = new File("../jobs/airflow/arguments.json");

  static List<List<String>> commandLines() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (JsonNode line : new ObjectMapper().readTree(RENDERED).path("tasks")) {
      List<String> words = new ArrayList<>();
      line.forEach(word -> words.add(word.asText()));
      lines.add(words);
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void everyTasksCommandLineIsOneOfOurs(List<String> words) {
    ParseResult parsed = Main.line().parseArgs(words.toArray(String[]::new));

    StageCommand stage = (StageCommand) parsed.subcommand().commandSpec().userObject();
    assertThat(stage.stage()).isEqualTo(words.get(0));
    assertThat(stage.unlessCommitted).isTrue();
    assertThat(stage.options.runId).matches("[a-z][a-z0-9-]*");
    Settings.check(Settings.merge(null, stage.options.sets));
  }

  @Test
  void theTasksAreTheStagesInOrderAndTheClassIsTheMainOne() throws IOException {
    assertThat(commandLines().stream().map(words -> words.get(0)))
        .containsExactly("ingest", "prepare", "train", "generate", "evaluate", "report");
    assertThat(new ObjectMapper().readTree(RENDERED).path("java_class").asText())
        .isEqualTo(Main.class.getName());
  }
}
