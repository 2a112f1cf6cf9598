package org.idiolect.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.idiolect.jobs.bench.BenchJob;
import org.idiolect.jobs.bench.BenchKind;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code idiolect bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Times one kind of work, beside transformers, PEFT or tokenizers when --python is given:"
          + " same weights, batches and precision, taking turns. Prints JSON lines, medians last.",
      "train-full, train-lora: 4 x 256 tokens a step; evaluate: 16 x 256 tokens;"
          + " generate: 32 rows, 32 + 64 tokens, top-k 50; tokenize: 20,000 messages."
    })
final class BenchCommand implements Callable<Integer> {
  private static final String SCRIPT = "jobs/bench/peer.py";

  @Parameters(
      paramLabel = "NAME",
      description = "train-full, train-lora, evaluate, generate or tokenize.")
  String name;

  @Option(
      names = "--base-model",
      paramLabel = "DIR",
      description = "GPT-2 folder; default: random weights of GPT-2 small's shape.")
  Path baseModel;

  @Option(names = "--repeats", defaultValue = "5", description = "Of each side; ${DEFAULT-VALUE}.")
  int repeats;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "A Python with jobs/interop/requirements.txt; 'jobs/interop/venv' prints one.")
  Path python;

  @Option(
      names = "--precision",
      defaultValue = "BFLOAT16",
      description = "bfloat16 or float32; default: bfloat16.")
  Precision precision;

  @Option(names = "--threads", defaultValue = "2", description = "Of each side; ${DEFAULT-VALUE}.")
  int threads;

  @Override
  public Integer call() throws IOException {
    BenchKind kind = BenchKind.of(name);
    if (repeats < 1) {
      throw new ConfigException("--repeats must be at least 1, got " + repeats);
    }
    if (python != null && !Files.isExecutable(python)) {
      throw new ConfigException("there is no program " + python);
    }
    Path folder = Files.createTempDirectory("idiolect-bench");
    try {
      return run(kind, folder).code();
    } finally {
      delete(folder);
    }
  }

  private ExitCode run(BenchKind kind, Path folder) {
    Path model = baseModel == null ? null : baseModel.toAbsolutePath();
    BenchJob job = BenchJob.prepare(kind, model, precision, threads, folder, System.out);
    if (python == null) {
      job.runAlone(repeats, folder);
      return ExitCode.OK;
    }
    Path script = Installation.resolve(SCRIPT);
    boolean agree = job.runBeside(python.toAbsolutePath(), script, repeats, folder);
    if (!agree) {
      System.err.println("idiolect: the losses of the two sides differ: the speeds do not count");
    }
    return agree ? ExitCode.OK : ExitCode.QUALITY_GATE;
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
