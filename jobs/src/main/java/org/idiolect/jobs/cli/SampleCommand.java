package org.idiolect.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.idiolect.generate.GenerateConfig;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.SampleJob;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect sample}. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = {
      "Imitations on the command line.",
      "--prompt: what somebody writes to the author, who answers.",
      "--conversation: a pasted chat (any supported format, - for standard input) goes on with all"
          + " its people, and the clock moves on."
    },
    footer = {
      "",
      "Example: idiolect sample --out out/demo --author Mira --prompt \"are you coming tonight?\""
    })
final class SampleCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--author",
      paramLabel = "A",
      description = "Pseudonym, its unique prefix, or a name; needed with --prompt.")
  String author;

  @ArgGroup(multiplicity = "1")
  Source source;

  /** Either a prompt or a conversation. */
  static final class Source {
    @Option(names = "--prompt", paramLabel = "TEXT", description = "What the author answers.")
    String prompt;

    @Option(names = "--conversation", paramLabel = "FILE", description = "A chat; - = stdin.")
    String conversation;
  }

  @Option(
      names = "--messages",
      defaultValue = "10",
      description =
          "Messages to write: answers to a prompt, or how long a chat goes on; ${DEFAULT-VALUE}.")
  int messages;

  @Option(names = "--temperature", description = "Default: generate.temperature.")
  Double temperature;

  @Option(names = "--top-k", description = "1 = greedy, 0 = all. Default: generate.top-k.")
  Integer topK;

  @Option(names = "--top-p", description = "1 = all. Default: generate.top-p.")
  Double topP;

  @Option(names = "--seed", description = "Default: generate.seed.")
  Long seed;

  @Option(names = "--max-new-tokens", description = "Default: generate.max-new-tokens.")
  Integer maxNewTokens;

  @Override
  public Integer call() {
    try (OpenRun open = OpenRun.toRead("sample", options.out, options.runId, options.settings())) {
      RunContext context = open.context();
      SampleJob job = new SampleJob(context, sampling(context.config().generate()));
      if (source.prompt != null) {
        job.answer(author, source.prompt, messages);
      } else {
        job.goOn(conversation(), messages);
      }
      return ExitCode.OK.code();
    }
  }

  private GenerateConfig sampling(GenerateConfig config) {
    return new GenerateConfig(
        config.samplesPerAuthor(),
        config.authorsWithoutAdapter(),
        config.latestMessages(),
        config.minContextTokens(),
        temperature == null ? config.temperature() : temperature,
        topK == null ? config.topK() : topK,
        topP == null ? config.topP() : topP,
        config.repetitionPenalty(),
        maxNewTokens == null ? config.maxNewTokens() : maxNewTokens,
        seed == null ? config.seed() : seed);
  }

  private Path conversation() {
    if (!source.conversation.equals("-")) {
      return Path.of(source.conversation);
    }
    try {
      Path pasted = Files.createTempFile("idiolect-pasted", ".txt");
      pasted.toFile().deleteOnExit();
      Files.copy(System.in, pasted, StandardCopyOption.REPLACE_EXISTING);
      return pasted;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the chat from standard input", e);
    }
  }
}
