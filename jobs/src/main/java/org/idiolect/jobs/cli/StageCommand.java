package org.idiolect.jobs.cli;

import java.util.concurrent.Callable;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.Summary;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Mixin;

/** One stage of the newest, or the named, run. */
abstract class StageCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  /** The stage's name, as its commit file has it. */
  abstract String stage();

  abstract StageCommit run(RunContext context);

  /** The run that the stage belongs to; a first stage makes a new one. */
  String runId() {
    return OpenRun.existing(options.out, options.runId);
  }

  @Override
  public Integer call() {
    try (OpenRun open = OpenRun.toWrite(stage(), options.out, runId(), options.settings())) {
      RunContext context = open.context();
      StageCommit commit = run(context);
      context.say("%s of run %s: %s", stage(), commit.runId(), Summary.of(commit));
      commit.notes().forEach(note -> context.say("note: %s", note));
      return Outcome.of(commit).code();
    }
  }
}
