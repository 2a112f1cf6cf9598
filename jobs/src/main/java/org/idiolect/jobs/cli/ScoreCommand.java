package org.idiolect.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.idiolect.evaluate.SequenceScorer;
import org.idiolect.jobs.InputRefusedException;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Model;
import org.idiolect.tokenize.ChatTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect score}. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Log-probability of each token, nats.",
      "Reads lines {\"text\": ...} or {\"token_ids\": [...]}, writes"
          + " {\"token_ids\": [...], \"logprobs\": [...]}.",
      "The sequence is opened by <|endoftext|>, so that its first token is scored too;"
          + " past the context length, windows overlap by half and each token is scored once."
    })
final class ScoreCommand implements Callable<Integer> {
  @Mixin ModelOptions options;

  @Option(names = "--input", required = true, paramLabel = "F.jsonl", description = "Sequences.")
  Path input;

  @Option(names = "--to", required = true, paramLabel = "G.jsonl", description = "Scores.")
  Path output;

  @Option(
      names = "--no-bos",
      description = "Do not open with <|endoftext|>; the first token is not scored.")
  boolean noBos;

  @Override
  public Integer call() {
    JsonLines.requireReadable(input);
    try (Gpt2Model model = options.load()) {
      SequenceScorer scorer = new SequenceScorer(model, options.adapter(model));
      // A folder without tokenizer files still scores token ids.
      boolean hasTokenizer = Files.exists(options.folder().resolve("vocab.json"));
      ChatTokenizer tokenizer =
          hasTokenizer || model.config().vocabularySize() == ChatTokenizer.gpt2().vocabularySize()
              ? options.tokenizer()
              : null;
      int lines =
          JsonLines.transform(
              input, output, line -> score(scorer, ids(line, tokenizer, model.config()), model));
      System.err.println("idiolect: scored " + lines + " sequences");
      return ExitCode.OK.code();
    }
  }

  private ObjectNode score(SequenceScorer scorer, int[] ids, Gpt2Model model) {
    int[] sequence = noBos ? ids : opened(ids, model.config().endOfText());
    ObjectNode scored = JsonLines.object();
    scored.set("token_ids", JsonLines.array(ids));
    scored.set("logprobs", JsonLines.array(scorer.logProbabilities(sequence)));
    return scored;
  }

  private static int[] opened(int[] ids, int endOfText) {
    int[] opened = new int[ids.length + 1];
    opened[0] = endOfText;
    System.arraycopy(ids, 0, opened, 1, ids.length);
    return opened;
  }

  private static int[] ids(JsonNode line, ChatTokenizer tokenizer, Gpt2Config config) {
    if (line.has("token_ids")) {
      return JsonLines.tokenIds(line.get("token_ids"), config.vocabularySize());
    }
    if (!line.path("text").isTextual()) {
      throw new InputRefusedException("expected {\"text\": ...} or {\"token_ids\": [...]}");
    }
    if (tokenizer == null) {
      throw new InputRefusedException(
          "the model folder has no vocab.json and merges.txt: give token_ids");
    }
    return tokenizer.encode(line.get("text").asText());
  }
}
