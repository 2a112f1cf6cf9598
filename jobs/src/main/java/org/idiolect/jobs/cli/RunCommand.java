package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idiolect.jobs.PipelineJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.RunRequest;
import org.idiolect.jobs.SparkPreflight;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "All stages: exports -> messages -> windows -> models -> samples -> report.",
    footer = {"", "Example: idiolect run --input ~/exports --out ~/idiolect-out"})
final class RunCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of exports; repeats.")
  List<String> inputs;

  @Option(
      names = "--dry-run",
      description = "Only say who would be trained, how long it takes, how much disk it needs.")
  boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before training.")
  boolean yes;

  @Option(
      names = "--show-imitations",
      description = "Print what the models write also where the output is no terminal, but a log.")
  boolean showImitations;

  @Override
  public Integer call() {
    Config settings = options.settings();
    SparkPreflight.require(Settings.check(settings));
    List<String> existing = Inputs.existing(inputs, options.out);
    Preflight preflight = Preflight.of(existing, settings, options.out);
    preflight.print(System.out);
    if (dryRun || !(yes || preflight.isConfirmed())) {
      return ExitCode.OK.code();
    }
    return run(
        "run", options.out, options.runId, new RunRequest(existing, settings), showImitations);
  }

  /**
   * Runs every stage that is not committed, and closes with what a person wants to know.
   *
   * @param showTexts whether what models write shows up in a log as well
   */
  static int run(String command, String out, String runId, RunRequest request, boolean showTexts) {
    try (OpenRun open = OpenRun.toWrite(command, out, runId, request.settings())) {
      RunContext context = showTexts ? open.context().showingTexts() : open.context();
      try (StopNotice notice = StopNotice.of(out, context.run().runId())) {
        return Reporting.of(command, context, () -> stages(context, out, request));
      }
    }
  }

  private static ExitCode stages(RunContext context, String out, RunRequest request) {
    request.save(context.run());
    context.say("run %s in %s", context.run().runId(), out);
    Map<String, StageCommit> commits = PipelineJob.run(context, request);
    Closing.print(context, commits);
    return Outcome.of(commits.values());
  }
}
