package org.idiolect.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.Summary;
import org.idiolect.table.RunFolder;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One stage of the newest, or the named, run. */
abstract class StageCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--unless-committed",
      description = "Do nothing if the stage is committed: for schedulers that try again.")
  boolean unlessCommitted;

  /** The stage's name, as its commit file has it. */
  abstract String stage();

  abstract StageCommit run(RunContext context);

  /** The run that the stage belongs to; a first stage makes a new one. */
  String runId() {
    return OpenRun.existing(options.out, options.runId);
  }

  @Override
  public Integer call() {
    if (unlessCommitted && options.runId != null && isCommitted()) {
      System.out.println(stage() + " of run " + options.runId + " is committed, nothing to do");
      return ExitCode.OK.code();
    }
    try (OpenRun open = OpenRun.toWrite(stage(), options.out, runId(), options.settings())) {
      return Reporting.of(stage(), open.context(), () -> run(open.context(), stage()));
    }
  }

  private boolean isCommitted() {
    return RunFolder.of(options.out, options.runId, new Configuration()).isCommitted(stage());
  }

  private ExitCode run(RunContext context, String stage) {
    context.enter(stage);
    StageCommit commit = run(context);
    context.say("%s of run %s: %s", stage, commit.runId(), Summary.of(commit));
    commit.notes().forEach(note -> context.say("note: %s", note));
    return Outcome.of(commit);
  }
}
