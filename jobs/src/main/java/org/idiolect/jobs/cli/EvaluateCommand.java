package org.idiolect.jobs.cli;

import org.idiolect.jobs.EvaluateJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;

/** {@code idiolect evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "held-out messages x models -> perplexity, style.")
final class EvaluateCommand extends StageCommand {
  @Override
  String stage() {
    return EvaluateJob.STAGE;
  }

  @Override
  StageCommit run(RunContext context) {
    return EvaluateJob.run(context);
  }
}
