package org.idiolect.jobs.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.idiolect.table.StageCommit;

/** Whether everything of a finished run went well. */
final class Outcome {
  private Outcome() {}

  static ExitCode of(StageCommit commit) {
    return of(List.of(commit));
  }

  /**
   * Done with failures when an author could not be trained or a file could not be read; says which
   * on stderr.
   */
  static ExitCode of(Collection<StageCommit> commits) {
    Optional<String> failures = failures(commits);
    failures.ifPresent(sentence -> System.err.println("idiolect: " + sentence));
    return failures.isEmpty() ? ExitCode.OK : ExitCode.DONE_WITH_FAILURES;
  }

  /** What failed although the run is done, and where to look; empty when nothing did. */
  static Optional<String> failures(Collection<StageCommit> commits) {
    long authors = commits.stream().mapToLong(c -> c.count("adapters.failed")).sum();
    long files = commits.stream().mapToLong(c -> c.count("files.failed")).sum();
    List<String> parts = new ArrayList<>();
    if (authors > 0) {
      parts.add(
          authors
              + " author(s) failed: "
              + firstNote(commits)
              + "; the column error of the table adapters has every cause");
    }
    if (files > 0) {
      parts.add(files + " file(s) failed; the column status of the table sources says why");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("done, but " + String.join("; ", parts));
  }

  private static String firstNote(Collection<StageCommit> commits) {
    return commits.stream()
        .filter(commit -> commit.count("adapters.failed") > 0)
        .flatMap(commit -> commit.notes().stream())
        .findFirst()
        .orElse("they have no adapter");
  }
}
