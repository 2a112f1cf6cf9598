package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.idiolect.jobs.PretrainJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.RunRequest;
import org.idiolect.jobs.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect pretrain}. */
@Command(
    name = "pretrain",
    mixinStandardHelpOptions = true,
    description = {
      "A GPT-2 from scratch on the train split of chats; how the default model was made.",
      "Shape: --set pretrain.layers=6 and so on. Started again with the same --out, it resumes."
    })
final class PretrainCommand implements Callable<Integer> {
  private static final String RUN_ID = "pretrain";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of exports; repeats.")
  List<String> inputs;

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "Model folder.")
  Path to;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the tables and checkpoints; default: beside the model, with .work.")
  String out;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON.")
  Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; repeats.")
  List<String> sets = List.of();

  @Override
  public Integer call() {
    String work = out == null ? to + ".work" : out;
    Path start = Path.of(work, "runs", RUN_ID, "start").toAbsolutePath().normalize();
    Path defaults = Installation.resolve("conf/pretrain.conf");
    Config settings =
        Settings.merge(config == null ? defaults : config, sets)
            .withValue("base-model", ConfigValueFactory.fromAnyRef(start.toString()));
    RunRequest request = new RunRequest(Inputs.existing(inputs, work), settings);
    try (OpenRun open = OpenRun.toWrite("pretrain", work, RUN_ID, settings)) {
      RunContext context = open.context();
      request.save(context.run());
      PretrainJob.initialize(context.config().pretrain(), start);
      PretrainJob.run(context, request, command(), to);
      return ExitCode.OK.code();
    }
  }

  private String command() {
    StringBuilder command = new StringBuilder("idiolect pretrain");
    inputs.forEach(input -> command.append(" --input ").append(Path.of(input).getFileName()));
    command.append(" --to ").append(to.getFileName());
    sets.forEach(set -> command.append(" --set ").append(set));
    return command.toString();
  }
}
