package org.idiolect.evaluate;

import java.util.Arrays;
import java.util.List;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;
import org.idiolect.model.StopReason;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Zero-shot questions: the greedy answer up to the end of its line, with its probability (Radford
 * et al. 2019, section 3.8, which reports probabilities but not how they are formed; here both
 * readings are given, with and without the stop token).
 */
public final class Asker {
  private final Gpt2Model model;
  private final LoraAdapter adapter;
  private final ChatTokenizer tokenizer;
  private final SamplingConfig greedy;

  /**
   * Makes an asker.
   *
   * @param adapter null for the model alone
   * @param maxNewTokens cap on an answer
   */
  public Asker(Gpt2Model model, LoraAdapter adapter, ChatTokenizer tokenizer, int maxNewTokens) {
    this.model = model;
    this.adapter = adapter;
    this.tokenizer = tokenizer;
    int endOfLine = tokenizer.encode("\n")[0];
    this.greedy = new SamplingConfig(1.0, 1, 1.0, 1.0, maxNewTokens, endOfLine);
  }

  /** Tokens of a prompt that the model sees: a longer one loses its beginning. */
  public int room() {
    return model.config().contextLength() - greedy.maxNewTokens();
  }

  /** Answers one prompt, opened by end-of-text. */
  public Answer ask(String prompt) {
    int[] ids = tokenizer.encode(prompt);
    int[] opened = new int[ids.length + 1];
    opened[0] = tokenizer.endOfText();
    System.arraycopy(ids, 0, opened, 1, ids.length);
    Generation generation = model.generate(List.of(new Prompt(opened, adapter, 0)), greedy).get(0);
    boolean stopped = generation.stopReason() == StopReason.STOP_TOKEN;
    int tokens = generation.newTokenIds().length - (stopped ? 1 : 0);
    int[] answer = Arrays.copyOf(generation.newTokenIds(), tokens);
    float[] logProbabilities = generation.logProbabilities();
    return new Answer(
        tokenizer.decode(answer).strip(),
        answer,
        Arrays.copyOf(logProbabilities, tokens),
        stopped ? logProbabilities[tokens] : Double.NaN,
        Math.max(0, opened.length - room()));
  }
}
