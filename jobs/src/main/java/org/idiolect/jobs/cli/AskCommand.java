package org.idiolect.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.idiolect.evaluate.Answer;
import org.idiolect.evaluate.Asker;
import org.idiolect.jobs.InputRefusedException;
import org.idiolect.jobs.config.Settings;
import org.idiolect.model.Gpt2Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect ask}. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description = {
      "Zero-shot tasks: greedy answers with their probability.",
      "Reads lines {\"task\": \"question\", \"text\": ...}; tasks: question, translation, summary,"
          + " arithmetic (templates: conf/idiolect.conf, ask), or {\"prompt\": ...} as it is.",
      "Writes {\"prompt\", \"answer\", \"token_ids\", \"logprobs\", \"probability\","
          + " \"probability_with_stop\", \"prompt_tokens_cut\"}."
    })
final class AskCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Mixin ModelOptions options;

  @Option(names = "--input", required = true, paramLabel = "F.jsonl", description = "Tasks.")
  Path input;

  @Option(
      names = "--to",
      paramLabel = "G.jsonl",
      description = "Answers; default: lines for people.")
  Path output;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings with own templates.")
  Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; repeats.")
  List<String> sets = new ArrayList<>();

  /** Prompts that did not fit. */
  private int cut;

  @Override
  public Integer call() {
    JsonLines.requireReadable(input);
    Config ask = Settings.merge(config, sets).getConfig("ask");
    try (Gpt2Model model = options.load()) {
      Asker asker =
          new Asker(
              model, options.adapter(model), options.tokenizer(), ask.getInt("max-new-tokens"));
      Path target = output == null ? temporary() : output;
      List<String> refused = new ArrayList<>();
      int answered =
          JsonLines.transformGood(
              input, target, line -> answer(asker, prompt(line, ask)), refused::add);
      if (cut > 0) {
        System.err.printf(
            "idiolect: %d prompt(s) are longer than the %d tokens that the model sees beside an"
                + " answer; their beginning was cut (prompt_tokens_cut), so shorten them%n",
            cut, asker.room());
      }
      return outcome(answered, refused).code();
    }
  }

  /** Says which lines could not be asked; the others have their answers. */
  private ExitCode outcome(int answered, List<String> refused) {
    if (refused.isEmpty()) {
      return ExitCode.OK;
    }
    refused.stream().limit(SHOWN).forEach(line -> System.err.println("idiolect: " + line));
    System.err.printf(
        "idiolect: answered %d line(s), refused %d of %s, named above%s; correct them and ask"
            + " again%n",
        answered, refused.size(), input, refused.size() > SHOWN ? " as far as shown" : "");
    return answered == 0 ? ExitCode.INPUT_REFUSED : ExitCode.DONE_WITH_FAILURES;
  }

  private Path temporary() {
    try {
      Path file = Files.createTempFile("idiolect-answers", ".jsonl");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary file", e);
    }
  }

  private ObjectNode answer(Asker asker, String prompt) {
    Answer answer = asker.ask(prompt);
    cut += answer.cutTokens() > 0 ? 1 : 0;
    if (output == null) {
      System.out.printf(
          "%6.2f %%  with stop %6.2f %%  %s%s%n",
          100 * answer.probability(),
          100 * answer.probabilityWithStop(),
          answer.text(),
          answer.cutTokens() > 0 ? "  (prompt cut by " + answer.cutTokens() + " tokens)" : "");
    }
    ObjectNode line = JsonLines.object().put("prompt", prompt).put("answer", answer.text());
    line.set("token_ids", JsonLines.array(answer.tokenIds()));
    line.set("logprobs", JsonLines.array(answer.logProbabilities()));
    return line.put("probability", answer.probability())
        .put("probability_with_stop", answer.probabilityWithStop())
        .put("prompt_tokens_cut", answer.cutTokens());
  }

  private static String prompt(JsonNode line, Config ask) {
    if (line.path("prompt").isTextual()) {
      return line.get("prompt").asText();
    }
    String task = line.path("task").asText("");
    Config templates = ask.getConfig("templates");
    if (!line.path("text").isTextual() || !templates.root().containsKey(task)) {
      throw new InputRefusedException(
          "expected {\"prompt\": ...} or {\"task\": one of "
              + templates.root().keySet()
              + ", \"text\": ...}");
    }
    return templates.getString(task).replace("{text}", line.get("text").asText());
  }
}
