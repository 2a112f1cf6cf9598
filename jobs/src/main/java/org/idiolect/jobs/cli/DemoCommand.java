package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.Callable;
import org.idiolect.jobs.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "The whole pipeline on invented chats with the small default model; no network.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out/demo",
      description = "Folder of the output; default: ${DEFAULT-VALUE}.")
  String out;

  @Option(names = "--run-id", paramLabel = "ID", description = "Default: a new id.")
  String runId;

  @Override
  public Integer call() {
    RunOptions options = new RunOptions();
    options.out = out;
    options.config = Installation.resolve("conf/demo.conf");
    Config settings = options.settings();
    List<String> inputs = Inputs.existing(List.of("data-samples/exports"), out);
    // The people are invented: their imitations may stand in any log.
    return RunCommand.run("demo", out, runId, new RunRequest(inputs, settings), true);
  }
}
