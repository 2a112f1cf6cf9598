package org.idiolect.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idiolect.jobs.AuthorLookup;
import org.idiolect.jobs.ExportJob;
import org.idiolect.jobs.RunContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "One author's adapter as a Hugging Face / PEFT folder, float32.")
final class ExportCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--author",
      required = true,
      paramLabel = "A",
      description = "Pseudonym, its unique prefix, or a name.")
  String author;

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder to write.")
  Path to;

  @Option(names = "--merge", description = "A full model instead of an adapter.")
  boolean merge;

  @Option(names = "--with-base", description = "Copy the base model beside the adapter.")
  boolean withBase;

  @Override
  public Integer call() {
    try (OpenRun open = OpenRun.toRead("export", options.out, options.runId, options.settings())) {
      RunContext context = open.context();
      ExportJob.run(context, AuthorLookup.find(context, author), to, form());
      context.say("wrote %s", to);
      return ExitCode.OK.code();
    }
  }

  private ExportJob.Form form() {
    if (merge) {
      return ExportJob.Form.MERGED;
    }
    return withBase ? ExportJob.Form.ADAPTER_WITH_BASE : ExportJob.Form.ADAPTER;
  }
}
