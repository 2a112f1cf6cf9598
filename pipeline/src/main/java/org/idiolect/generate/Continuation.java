package org.idiolect.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.ChatPrompt;
import org.idiolect.window.MessageTokens;
import org.idiolect.window.PromptBuilder;
import org.idiolect.window.Utterance;

/**
 * Lets a conversation go on: the model decides who speaks next and when, then that person's adapter
 * writes what he says (the paper's Discord experiment, section 5.1.2).
 *
 * <p>A header counts when it parses, names somebody of the conversation and does not go back in
 * time. It is sampled a few times; then the next speaker is the one who was silent longest, a
 * minute later. So every line is valid, and everybody speaks.
 */
public final class Continuation {
  /** Tokens of a date line and a header at the most. */
  private static final int HEADER_TOKENS = 24;

  private static final int ATTEMPTS = 4;

  /** Messages in a row after which somebody else has to speak. */
  private static final int LONGEST_RUN = 4;

  /** A pause above this is a new session, which a continuation is not. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private final Gpt2Model model;
  private final ChatTokenizer tokenizer;
  private final Map<String, LoraAdapter> adapters;
  private final GenerateConfig config;
  private final PromptBuilder prompts;

  /**
   * Makes a continuation.
   *
   * @param model the shared model
   * @param adapters of the authors that have one, by author id
   */
  public Continuation(
      Gpt2Model model,
      ChatTokenizer tokenizer,
      Map<String, LoraAdapter> adapters,
      GenerateConfig config) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.adapters = adapters;
    this.config = config;
    this.prompts = new PromptBuilder(tokenizer, model.config().contextLength());
  }

  /** The next messages after a history of at least one. */
  public List<Utterance> next(List<Utterance> history, int messages) {
    List<Utterance> conversation = new ArrayList<>(history);
    for (int i = 0; i < messages; i++) {
      Turn turn = nextTurn(conversation, i);
      conversation.add(message(conversation, turn, i));
    }
    return conversation.subList(history.size(), conversation.size());
  }

  /** One message of a given author at a given time. */
  public Utterance message(List<Utterance> history, String authorId, Instant sentAt) {
    return message(history, new Turn(authorId, sentAt), 0);
  }

  private Utterance message(List<Utterance> history, Turn turn, int number) {
    ChatPrompt prompt =
        prompts.forAuthor(history, turn.authorId(), turn.sentAt(), config.maxNewTokens());
    SamplingConfig sampling = config.sampling(MessageTokens.endMark(tokenizer));
    Generation generation =
        generate(prompt, adapters.get(turn.authorId()), seed(number, ATTEMPTS), sampling);
    String text = MessageTokens.text(tokenizer, generation.newTokenIds());
    return new Utterance(turn.authorId(), turn.sentAt(), text);
  }

  private Turn nextTurn(List<Utterance> history, int number) {
    ChatPrompt prompt = prompts.forAnyone(history, HEADER_TOKENS);
    Utterance last = history.get(history.size() - 1);
    SamplingConfig sampling = new SamplingConfig(1.0, 0, 0.95, 1.0, HEADER_TOKENS, -1);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Generation header = generate(prompt, null, seed(number, attempt), sampling);
      Optional<Turn> turn =
          Turn.parse(tokenizer.decode(header.newTokenIds()), prompt.letters(), last.sentAt())
              .filter(t -> !isTooLate(t, last) && !isMonologue(history, t.authorId()));
      if (turn.isPresent()) {
        return turn.get();
      }
    }
    return new Turn(silentLongest(history), last.sentAt().plusSeconds(60));
  }

  private static boolean isTooLate(Turn turn, Utterance last) {
    return Duration.between(last.sentAt(), turn.sentAt()).compareTo(LONGEST_PAUSE) > 0;
  }

  private static boolean isMonologue(List<Utterance> history, String authorId) {
    List<Utterance> newest =
        history.subList(Math.max(0, history.size() - LONGEST_RUN), history.size());
    return newest.size() == LONGEST_RUN
        && newest.stream().allMatch(message -> message.authorId().equals(authorId));
  }

  private static String silentLongest(List<Utterance> history) {
    List<String> byRecency = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      if (!byRecency.contains(history.get(i).authorId())) {
        byRecency.add(history.get(i).authorId());
      }
    }
    return byRecency.get(byRecency.size() - 1);
  }

  private Generation generate(
      ChatPrompt prompt, LoraAdapter adapter, long seed, SamplingConfig sampling) {
    return model.generate(List.of(new Prompt(prompt.tokenIds(), adapter, seed)), sampling).get(0);
  }

  private long seed(int number, int attempt) {
    return config.seed() * 1_000_003L + number * (ATTEMPTS + 1L) + attempt;
  }
}
