package org.idiolect.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Turns the messages so far into a prompt: the newest whole messages that leave room for the
 * answer, as a transcript.
 *
 * <p>Example: {@code "2021-03-14\nA 12:06: are you there\nB 12:07:"}; the model goes on with the
 * text of B and an end mark.
 */
public final class PromptBuilder {
  private final ChatTokenizer tokenizer;
  private final int contextLength;

  /**
   * A builder for one model.
   *
   * @param contextLength tokens that the model sees at once, prompt and answer together
   */
  public PromptBuilder(ChatTokenizer tokenizer, int contextLength) {
    this.tokenizer = tokenizer;
    this.contextLength = contextLength;
  }

  /**
   * A prompt that ends with the header of the message that the author is about to write.
   *
   * @param history earlier messages of the session in order, maybe none
   * @param sentAt when the author answers
   * @param maxNewTokens room to leave for the answer
   */
  public ChatPrompt forAuthor(
      List<Utterance> history, String authorId, Instant sentAt, int maxNewTokens) {
    return newest(history, new Utterance(authorId, sentAt, ""), maxNewTokens);
  }

  /** A prompt that ends with the last message: the model chooses who speaks next, and when. */
  public ChatPrompt forAnyone(List<Utterance> history, int maxNewTokens) {
    return newest(history, null, maxNewTokens);
  }

  private ChatPrompt newest(List<Utterance> history, Utterance answer, int maxNewTokens) {
    int room = contextLength - maxNewTokens;
    HeaderTokens headers = new HeaderTokens(tokenizer);
    TokenTranscript best = transcript(headers, List.of(), answer);
    if (best.size() > room) {
      throw new IllegalArgumentException(
          "max new tokens must be at most %d for a context of %d tokens, got %d"
              .formatted(contextLength - best.size(), contextLength, maxNewTokens));
    }
    List<EncodedMessage> kept = new ArrayList<>();
    int messages = 0;
    for (int oldest = history.size() - 1; oldest >= 0; oldest--) {
      SessionMessage message = new SessionMessage("", history.get(oldest), 0);
      kept.add(0, EncodedMessage.of(message, tokenizer));
      TokenTranscript longer = transcript(headers, kept, answer);
      if (longer.size() > room) {
        break;
      }
      best = longer;
      messages = kept.size();
    }
    return new ChatPrompt(best.tokenIds(), best.letters(), messages);
  }

  private static TokenTranscript transcript(
      HeaderTokens headers, List<EncodedMessage> messages, Utterance answer) {
    TokenTranscript transcript = new TokenTranscript(headers);
    messages.forEach(message -> message.addTo(transcript, false));
    if (answer != null) {
      transcript.addHeader(answer);
    }
    return transcript;
  }
}
