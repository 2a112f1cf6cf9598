package org.idiolect.jobs.cli;

import org.idiolect.jobs.ReportJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;

/** {@code idiolect report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "everything so far -> one page.")
final class ReportCommand extends StageCommand {
  @Override
  String stage() {
    return ReportJob.STAGE;
  }

  @Override
  StageCommit run(RunContext context) {
    return ReportJob.run(context);
  }
}
