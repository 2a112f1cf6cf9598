package org.idiolect.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.idiolect.ingest.Inspection;
import org.idiolect.ingest.InspectionText;
import org.idiolect.ingest.Inspector;
import org.idiolect.jobs.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code idiolect inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "What these exports are: format, people, counts, problems. Writes nothing.")
final class InspectCommand implements Callable<Integer> {
  private static final int SAMPLES = 5;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders of exports.")
  List<String> paths;

  @Option(names = "--show-text", description = "Show five parsed messages of each export.")
  boolean showText;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in HOCON.")
  Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; repeats.")
  List<String> sets = new ArrayList<>();

  @Override
  public Integer call() {
    List<String> existing = Inputs.existing(paths);
    Inspector inspector =
        new Inspector(
            Settings.check(Settings.merge(config, sets)).ingest(), showText ? SAMPLES : 0);
    try {
      List<Inspection> inspections = inspector.inspect(existing);
      System.out.print(InspectionText.toText(inspections));
      boolean useful = inspections.stream().anyMatch(one -> one.texts() > 0);
      return (useful ? ExitCode.OK : ExitCode.INPUT_REFUSED).code();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + paths, e);
    }
  }
}
