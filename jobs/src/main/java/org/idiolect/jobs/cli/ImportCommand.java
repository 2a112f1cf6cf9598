package org.idiolect.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.ImportJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.table.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "A PEFT adapter, trained on models/shared of a run, as one author's adapter in a new run.",
      "The new run shares tables and model with the old one; 'resume' evaluates it."
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--author",
      required = true,
      paramLabel = "A",
      description = "Pseudonym, its unique prefix, or a name.")
  String author;

  @Option(
      names = "--adapter",
      required = true,
      paramLabel = "DIR",
      description = "Folder with adapter_config.json and adapter_model.safetensors.")
  Path adapter;

  @Option(
      names = "--new-run-id",
      paramLabel = "ID",
      description = "The run to make; default: a new id. --run-id is the old one.")
  String newRunId;

  @Override
  public Integer call() {
    String source = OpenRun.existing(options.out, options.runId);
    try (OpenRun open = OpenRun.toWrite("import", options.out, newRunId, options.settings())) {
      RunContext context = open.context();
      ImportJob.run(
          context, RunFolder.of(options.out, source, new Configuration()), author, adapter);
      context.say("run %s has the adapter; evaluate it with", context.run().runId());
      context.say("idiolect resume --out %s --run-id %s", options.out, context.run().runId());
      return ExitCode.OK.code();
    }
  }
}
