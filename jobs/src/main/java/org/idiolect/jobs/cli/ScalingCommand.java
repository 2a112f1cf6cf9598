package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.RunRequest;
import org.idiolect.jobs.ScalingJob;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.jobs.config.PretrainConfig;
import org.idiolect.jobs.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect scaling}. */
@Command(
    name = "scaling",
    mixinStandardHelpOptions = true,
    description = {
      "Perplexity against parameters: GPT-2s of several sizes from scratch on the same chats.",
      "Writes the table scaling and runs/scaling/scaling.html. Started again with the same --out,"
          + " it goes on with the sizes that are missing."
    })
final class ScalingCommand implements Callable<Integer> {
  private static final double LARGEST_MILLIONS = 1600;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of exports; repeats.")
  List<String> inputs;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  String out;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "MILLIONS",
      defaultValue = "0.3,0.8,2.4,6",
      description = "Parameters, about; default: ${DEFAULT-VALUE}.")
  List<Double> sizes;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON.")
  Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; repeats.")
  List<String> sets = List.of();

  @Override
  public Integer call() {
    Path start = Path.of(out, "runs", ScalingJob.RUN_ID, "start").toAbsolutePath().normalize();
    Path defaults = Installation.resolve("conf/scaling.conf");
    Config settings =
        Settings.merge(config == null ? defaults : config, sets)
            .withValue("base-model", ConfigValueFactory.fromAnyRef(start.toString()));
    List<PretrainConfig> shapes = shapes(Settings.check(settings).pretrain());
    RunRequest request = new RunRequest(Inputs.existing(inputs, out), settings);
    try (OpenRun open = OpenRun.toWrite("scaling", out, ScalingJob.RUN_ID, settings)) {
      RunContext context = open.context();
      request.save(context.run());
      ScalingJob.run(context, request, shapes);
      context.say("wrote %s", Path.of(out, "runs", ScalingJob.RUN_ID, ScalingJob.PAGE));
      return ExitCode.OK.code();
    }
  }

  private List<PretrainConfig> shapes(PretrainConfig pretrain) {
    for (double size : sizes) {
      if (!(size > 0 && size <= LARGEST_MILLIONS)) {
        throw new ConfigException(
            "--sizes must be above 0 and at most 1600 million parameters, got " + size);
      }
    }
    List<PretrainConfig> shapes = sizes.stream().sorted().map(pretrain::sized).distinct().toList();
    if (shapes.size() < sizes.size()) {
      throw new ConfigException("--sizes has sizes that give the same shape; choose others");
    }
    return shapes;
  }
}
