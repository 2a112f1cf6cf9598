package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.idiolect.jobs.config.Settings;
import picocli.CommandLine.Option;

/** Options of every command that works on a run. */
final class RunOptions {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the output; runs share it.")
  String out;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Run, [a-z][a-z0-9-]*; default: a new one to write, the newest to read.")
  String runId;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON.")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; repeats and wins over --config.")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--base-model",
      paramLabel = "DIR",
      description = "GPT-2 folder to start from; default: the small model that comes along.")
  String baseModel;

  /** The settings that these options ask for. */
  Config settings() {
    return withPeopleFile(withBaseModel(Settings.merge(config, sets)));
  }

  private static Config withPeopleFile(Config settings) {
    String file = settings.getString("privacy.people-file");
    return file.isEmpty()
        ? settings
        : settings.withValue(
            "privacy.people-file",
            ConfigValueFactory.fromAnyRef(Installation.resolve(file).toString()));
  }

  /** Puts the model folder of {@code --base-model}, or the default one, in as an absolute path. */
  private Config withBaseModel(Config settings) {
    String folder = baseModel != null ? baseModel : settings.getString("base-model");
    return settings.withValue(
        "base-model", ConfigValueFactory.fromAnyRef(Installation.resolve(folder).toString()));
  }
}
