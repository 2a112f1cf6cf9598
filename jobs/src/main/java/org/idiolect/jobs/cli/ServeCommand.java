package org.idiolect.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.config.IdiolectConfig;
import org.idiolect.jobs.config.Settings;
import org.idiolect.jobs.serve.Serve;
import org.idiolect.table.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "A page on this machine to talk to the imitations of a run; nobody else can reach it.",
      "Nothing that is typed is logged or kept."
    },
    footer = {"", "Example: idiolect serve --out out/demo"})
final class ServeCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8420",
      description = "Port on 127.0.0.1; 0 = any free one; ${DEFAULT-VALUE}.")
  int port;

  @Option(names = "--pseudonyms", description = "Show pseudonyms in place of names.")
  boolean pseudonyms;

  @Override
  public Integer call() throws InterruptedException {
    IdiolectConfig config = Settings.check(options.settings());
    String id = OpenRun.existing(options.out, options.runId);
    RunFolder run = RunFolder.of(options.out, id, new Configuration());
    Serve.run(
        run, config.train().compute().resolved(), config.ingest(), port, !pseudonyms, System.out);
    return ExitCode.OK.code();
  }
}
