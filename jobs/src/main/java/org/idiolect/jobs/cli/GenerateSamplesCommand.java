package org.idiolect.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idiolect.jobs.samples.GenerateSamples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect generate-samples}. */
@Command(
    name = "generate-samples",
    mixinStandardHelpOptions = true,
    description = "Invented chats in every supported format, any volume; same seed, same bytes.")
final class GenerateSamplesCommand implements Callable<Integer> {
  @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder to write.")
  Path to;

  @Option(names = "--seed", defaultValue = "20260314", description = "${DEFAULT-VALUE}")
  long seed;

  @Option(
      names = "--messages",
      defaultValue = "5600",
      description = "About how many; ${DEFAULT-VALUE}")
  int messages;

  @Override
  public Integer call() throws IOException {
    GenerateSamples.run(to, seed, messages);
    return ExitCode.OK.code();
  }
}
