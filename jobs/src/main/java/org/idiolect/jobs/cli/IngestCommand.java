package org.idiolect.jobs.cli;

import java.time.Instant;
import java.util.List;
import org.idiolect.jobs.IngestJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.RunRequest;
import org.idiolect.jobs.Summary;
import org.idiolect.table.RunFolder;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect ingest}. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Chat exports -> messages, with every line accounted for.")
final class IngestCommand extends StageCommand {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of exports; repeats.")
  List<String> inputs;

  @Override
  String stage() {
    return IngestJob.STAGE;
  }

  @Override
  String runId() {
    return options.runId != null ? options.runId : RunFolder.newRunId(Instant.now());
  }

  @Override
  StageCommit run(RunContext context) {
    RunRequest request = new RunRequest(Inputs.existing(inputs, options.out), context.source());
    request.save(context.run());
    StageCommit commit = IngestJob.run(context, request.inputs());
    context.say("%s", Summary.messages(commit));
    return commit;
  }
}
