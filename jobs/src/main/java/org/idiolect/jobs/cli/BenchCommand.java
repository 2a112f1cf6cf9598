package org.idiolect.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.idiolect.jobs.bench.BenchInput;
import org.idiolect.jobs.bench.BenchJob;
import org.idiolect.jobs.bench.BenchKind;
import org.idiolect.jobs.bench.IngestBench;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.jobs.config.Settings;
import org.idiolect.model.Precision;
import org.idiolect.model.ScriptArchive;
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
      "train-full, train-lora: 4 x 256 tokens a step; train-chat: 192 messages, 16 a step, those of"
          + " like length together; train-chat-unsorted: as they come, the peer pads, we regroup;"
          + " train-cohort: --authors, 500 to 5,000"
          + " tokens each, 2 epochs, PEFT one by one; evaluate: 16 x 256 tokens;"
          + " generate: 32 rows, 32 + 64 tokens, top-k 50; generate-chat: 128 messages of the"
          + " lengths that people write; tokenize: 20,000 messages.",
      "ingest: an export of each format to committed tables, beside chat-miner for WhatsApp.",
      "script: writes gpt2.pt for jobs/bench/script.py, which times it without Java, on any card."
    })
final class BenchCommand implements Callable<Integer> {
  private static final String SCRIPT = "jobs/bench/peer.py";
  private static final String INGEST_SCRIPT = "jobs/bench/chat_miner.py";

  @Parameters(paramLabel = "NAME", description = "What to time: one of the names above.")
  String name;

  @Option(
      names = "--base-model",
      paramLabel = "DIR",
      description = "GPT-2 folder; default: random weights of GPT-2 small's shape.")
  Path baseModel;

  @Option(
      names = "--messages",
      paramLabel = "JSONL",
      description = {
        "Messages of train-chat: a line of JSON with \"text\" each, or .gz of it;",
        "default: invented ones."
      })
  Path messages;

  @Option(
      names = "--authors",
      defaultValue = "64",
      description = "Of train-cohort; fewer where 64 take too long; ${DEFAULT-VALUE}.")
  int authors;

  @Option(names = "--repeats", defaultValue = "5", description = "Of each side; ${DEFAULT-VALUE}.")
  int repeats;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = {
        "A Python with jobs/interop/requirements.txt; 'jobs/interop/venv' prints one.",
        "For ingest one with jobs/bench/requirements.txt."
      })
  Path python;

  @Option(
      names = "--precision",
      defaultValue = "BFLOAT16",
      description = "bfloat16 or float32; default: bfloat16.")
  Precision precision;

  @Option(names = "--threads", defaultValue = "2", description = "Of each side; ${DEFAULT-VALUE}.")
  int threads;

  @Option(names = "--to", paramLabel = "DIR", description = "Folder for what 'script' writes.")
  Path to;

  @Option(
      names = "--mebibytes",
      defaultValue = "1024",
      description = "Size of each export of 'ingest'; ${DEFAULT-VALUE}.")
  int mebibytes;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Format of 'ingest'; repeats; default: all that can be generated.")
  List<String> formats = IngestBench.formats();

  @Override
  public Integer call() throws IOException {
    if (name.equals("ingest")) {
      return ingest();
    }
    if (name.equals("script")) {
      return script();
    }
    BenchKind kind = BenchKind.of(name);
    if (repeats < 1) {
      throw new ConfigException("--repeats must be at least 1, got " + repeats);
    }
    if (messages != null && !Files.isReadable(messages)) {
      throw new ConfigException("there is no file " + messages + " for --messages");
    }
    if (authors < 2) {
      throw new ConfigException("--authors must be at least 2, got " + authors);
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

  private int script() throws IOException {
    if (to == null) {
      throw new ConfigException("bench script needs --to, the folder for gpt2.pt");
    }
    System.out.println(ScriptArchive.export(Files.createDirectories(to)));
    return ExitCode.OK.code();
  }

  private int ingest() throws IOException {
    if (mebibytes < 1 || !IngestBench.formats().containsAll(formats)) {
      throw new ConfigException(
          "--mebibytes must be at least 1 and --format one of " + IngestBench.formats());
    }
    Path folder = Files.createTempDirectory("idiolect-bench");
    try {
      new IngestBench(folder, System.out)
          .run(
              formats,
              mebibytes,
              Settings.merge(null, List.of("privacy.key-file=public-demo-key")),
              python == null ? null : python.toAbsolutePath(),
              Installation.resolve(INGEST_SCRIPT));
      return ExitCode.OK.code();
    } finally {
      delete(folder);
    }
  }

  private ExitCode run(BenchKind kind, Path folder) {
    Path model = baseModel == null ? null : baseModel.toAbsolutePath();
    BenchInput input = new BenchInput(model, messages, authors);
    BenchJob job = BenchJob.prepare(kind, input, precision, threads, folder, System.out);
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
