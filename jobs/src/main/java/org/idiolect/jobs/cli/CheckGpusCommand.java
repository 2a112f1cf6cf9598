package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.idiolect.jobs.CardUse;
import org.idiolect.jobs.GpuCheck;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.Sessions;
import org.idiolect.jobs.SparkPreflight;
import org.idiolect.jobs.config.IdiolectConfig;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect check-gpus}: for whoever sets a cluster up; trains and writes nothing. */
@Command(
    name = "check-gpus",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Shows which GPU each task is given on this cluster; trains and writes nothing.")
final class CheckGpusCommand implements Callable<Integer> {
  @Option(names = "--tasks", defaultValue = "8", description = "Tasks; default: ${DEFAULT-VALUE}.")
  int tasks;

  @Override
  public Integer call() {
    Config settings =
        Settings.defaults().withValue("train.compute.device", ConfigValueFactory.fromAnyRef("gpu"));
    IdiolectConfig config = Settings.check(settings);
    SparkPreflight.require(config);
    try (SparkSession spark = Sessions.open("check-gpus")) {
      RunFolder nowhere = RunFolder.of(".", "none", new Configuration());
      RunContext context = new RunContext(spark, nowhere, config, settings, System.out);
      List<CardUse> uses = new ArrayList<>(GpuCheck.run(context, tasks));
      uses.forEach(
          use ->
              context.say(
                  "task %d  executor %s  %s  from %d to %d",
                  use.task(), use.executor(), use.card(), use.startMillis(), use.endMillis()));
      uses.stream()
          .map(use -> use.card() + ": " + use.facts())
          .distinct()
          .sorted()
          .forEach(card -> context.say("%s", card));
      context.say("%d tasks, %d cards, never two tasks on one", uses.size(), GpuCheck.cards(uses));
      return ExitCode.OK.code();
    }
  }
}
