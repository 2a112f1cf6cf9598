package org.idiolect.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.idiolect.table.StageCommit;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void aFailedAuthorIsNamedAndTheExitStatusSaysSo() {
    StageCommit train =
        commit("train", Map.of("adapters.failed", 2L), "author abc has no adapter: not finite");
    StageCommit generate = commit("generate", Map.of());

    assertThat(Outcome.failures(List.of(train, generate)))
        .hasValue(
            "done, but 2 author(s) failed: author abc has no adapter: not finite;"
                + " the column error of the table adapters has every cause");
    assertThat(Outcome.of(List.of(train, generate))).isEqualTo(ExitCode.DONE_WITH_FAILURES);
    assertThat(Outcome.of(generate)).isEqualTo(ExitCode.OK);
  }

  private static StageCommit commit(String stage, Map<String, Long> counts, String... notes) {
    return new StageCommit(
        stage,
        "test",
        List.of(),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(counts),
        List.of(notes),
        new TreeMap<>(),
        "",
        "",
        "",
        0);
  }
}
