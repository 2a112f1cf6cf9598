package org.idiolect.jobs.cli;

import java.time.Instant;
import java.util.function.Supplier;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.RunReport;

/** Leaves a report of a command in the run's folder, however the command ends. */
final class Reporting {
  private Reporting() {}

  /** Runs the work and returns its exit code. */
  static int of(String command, RunContext context, Supplier<ExitCode> work) {
    Instant started = Instant.now();
    try {
      ExitCode code = work.get();
      String state = code == ExitCode.OK ? RunReport.DONE : RunReport.DONE_WITH_FAILURES;
      RunReport.of(context, command, started, new RunReport.End(state, code.code(), null))
          .write(context.run());
      return code.code();
    } catch (RuntimeException | Error e) {
      reportFailure(command, context, started, e);
      throw e;
    }
  }

  private static void reportFailure(
      String command, RunContext context, Instant started, Throwable failure) {
    try {
      RunReport.End end =
          new RunReport.End(
              RunReport.FAILED, ExitCode.of(failure).code(), Failures.sentence(failure));
      RunReport.of(context, command, started, end).write(context.run());
    } catch (RuntimeException e) {
      // The first failure is what people have to see; a stopped file system is its consequence.
      failure.addSuppressed(e);
    }
  }
}
