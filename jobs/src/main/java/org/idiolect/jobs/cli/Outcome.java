package org.idiolect.jobs.cli;

import java.util.Collection;
import java.util.List;
import org.idiolect.table.StageCommit;

/** Whether everything of a finished run went well. */
final class Outcome {
  private Outcome() {}

  static ExitCode of(StageCommit commit) {
    return of(List.of(commit));
  }

  /** Done with failures when an author could not be trained or a file could not be read. */
  static ExitCode of(Collection<StageCommit> commits) {
    long failures =
        commits.stream().mapToLong(c -> c.count("adapters.failed") + c.count("files.failed")).sum();
    return failures == 0 ? ExitCode.OK : ExitCode.DONE_WITH_FAILURES;
  }
}
