package org.idiolect.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final SamplingConfig HEADER =
      new SamplingConfig(1.0, 0, 0.95, 1.0, HEADER_TOKENS, -1);

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
    GrowingConversation conversation = new GrowingConversation(history, config.seed());
    goOn(List.of(conversation), messages);
    return conversation.continued().messages();
  }

  /** One message of a given author at a given time. */
  public Utterance message(List<Utterance> history, String authorId, Instant sentAt) {
    GrowingConversation conversation = new GrowingConversation(history, config.seed());
    write(List.of(conversation), List.of(new Turn(authorId, sentAt)), 0);
    return conversation.continued().messages().get(0);
  }

  /** Several conversations at once, message by message: a batch costs little more than one row. */
  void goOn(List<GrowingConversation> conversations, int messages) {
    for (int number = 0; number < messages; number++) {
      write(conversations, nextTurns(conversations, number), number);
    }
  }

  private void write(List<GrowingConversation> conversations, List<Turn> turns, int number) {
    List<Prompt> asked = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      GrowingConversation conversation = conversations.get(i);
      Turn turn = turns.get(i);
      ChatPrompt prompt =
          prompts.forAuthor(
              conversation.messages(), turn.authorId(), turn.sentAt(), config.maxNewTokens());
      LoraAdapter adapter = adapters.get(turn.authorId());
      asked.add(new Prompt(prompt.tokenIds(), adapter, seed(conversation, number, ATTEMPTS)));
    }
    List<Generation> texts =
        model.generate(asked, config.sampling(MessageTokens.endMark(tokenizer)));
    for (int i = 0; i < turns.size(); i++) {
      String text = MessageTokens.text(tokenizer, texts.get(i).newTokenIds());
      Turn turn = turns.get(i);
      conversations.get(i).add(new Utterance(turn.authorId(), turn.sentAt(), text));
    }
  }

  private List<Turn> nextTurns(List<GrowingConversation> conversations, int number) {
    Turn[] turns = new Turn[conversations.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < turns.length; i++) {
      open.add(i);
    }
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      sampleTurns(conversations, open, number, attempt, turns);
      open.removeIf(i -> turns[i] != null);
    }
    open.forEach(i -> turns[i] = conversations.get(i).rule());
    return List.of(turns);
  }

  /** Samples a header for each open conversation and keeps the turns that fit. */
  private void sampleTurns(
      List<GrowingConversation> conversations,
      List<Integer> open,
      int number,
      int attempt,
      Turn[] turns) {
    List<ChatPrompt> chats = new ArrayList<>();
    List<Prompt> asked = new ArrayList<>();
    for (int i : open) {
      GrowingConversation conversation = conversations.get(i);
      ChatPrompt chat = prompts.forAnyone(conversation.messages(), HEADER_TOKENS);
      chats.add(chat);
      asked.add(new Prompt(chat.tokenIds(), null, seed(conversation, number, attempt)));
    }
    List<Generation> headers = model.generate(asked, HEADER);
    for (int k = 0; k < open.size(); k++) {
      String header = tokenizer.decode(headers.get(k).newTokenIds());
      int i = open.get(k);
      turns[i] = conversations.get(i).read(header, chats.get(k).letters()).orElse(null);
    }
  }

  private static long seed(GrowingConversation conversation, int number, int attempt) {
    return conversation.seed() * 1_000_003L + number * (ATTEMPTS + 1L) + attempt;
  }
}
