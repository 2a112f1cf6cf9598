package org.idiolect.jobs.cli;

import org.idiolect.jobs.GenerateJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;

/** {@code idiolect generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "adapters -> samples beside the real replies.")
final class GenerateCommand extends StageCommand {
  @Override
  String stage() {
    return GenerateJob.STAGE;
  }

  @Override
  StageCommit run(RunContext context) {
    return GenerateJob.run(context);
  }
}
