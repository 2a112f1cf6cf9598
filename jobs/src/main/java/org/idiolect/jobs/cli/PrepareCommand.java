package org.idiolect.jobs.cli;

import org.idiolect.jobs.PrepareJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;

/** {@code idiolect prepare}. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = "messages -> windows, authors: splits, tokens, grades.")
final class PrepareCommand extends StageCommand {
  @Override
  String stage() {
    return PrepareJob.STAGE;
  }

  @Override
  StageCommit run(RunContext context) {
    return PrepareJob.run(context);
  }
}
