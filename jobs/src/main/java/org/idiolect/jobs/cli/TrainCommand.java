package org.idiolect.jobs.cli;

import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.TrainJob;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;

/** {@code idiolect train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "windows -> shared model, one adapter per author.")
final class TrainCommand extends StageCommand {
  @Override
  String stage() {
    return TrainJob.STAGE;
  }

  @Override
  StageCommit run(RunContext context) {
    return TrainJob.run(context);
  }
}
