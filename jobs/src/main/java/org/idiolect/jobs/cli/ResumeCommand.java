package org.idiolect.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.RunRequest;
import org.idiolect.table.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Continues a run that was stopped; what is finished is not repeated.")
final class ResumeCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  String out;

  @Option(names = "--run-id", required = true, paramLabel = "ID", description = "The run.")
  String runId;

  @Option(
      names = "--show-imitations",
      description = "Print what the models write also where the output is no terminal, but a log.")
  boolean showImitations;

  @Override
  public Integer call() {
    RunRequest request = RunRequest.load(RunFolder.of(out, runId, new Configuration()));
    return RunCommand.run("resume", out, runId, request, showImitations);
  }
}
