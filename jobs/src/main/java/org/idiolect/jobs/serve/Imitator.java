package org.idiolect.jobs.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.MessageTokens;
import org.idiolect.window.PromptBuilder;
import org.idiolect.window.Utterance;

/**
 * Writes on, some tokens at a time, so that the page can show them as they come. Messages of one
 * person follow each other until the wanted number of characters is there.
 */
final class Imitator {
  /** Tokens of one call: small enough to stream, large enough that calls cost little. */
  private static final int TOKENS_A_CALL = 6;

  private static final int LONGEST_MESSAGE = 120;
  private static final int MOST_MESSAGES = 12;
  private static final char NOT_YET_WHOLE = '\ufffd';

  private final ServedRun run;
  private final IngestConfig ingest;

  Imitator(ServedRun run, IngestConfig ingest) {
    this.run = run;
    this.ingest = ingest;
  }

  /** Receives new text; false = stop. */
  interface Sink extends Predicate<String> {}

  /** The person, by shared model and adapter. */
  void imitate(ImitationRequest request, Person person, Sink sink) {
    write(request, person, run.shared(), person.adapter(), sink);
  }

  /** The same by the model that knows nobody here. */
  void withoutTraining(ImitationRequest request, Person person, Sink sink) {
    write(request, person, run.base(), null, sink);
  }

  private void write(
      ImitationRequest request, Person person, Gpt2Model model, LoraAdapter adapter, Sink sink) {
    List<Utterance> history =
        new ArrayList<>(Conversation.parse(request.conversation(), person, ingest));
    Instant last =
        history.isEmpty() ? Conversation.clock() : history.get(history.size() - 1).sentAt();
    int left = request.characters();
    for (int number = 0; number < MOST_MESSAGES && left > 0; number++) {
      last = last.plusSeconds(60);
      String separator = number == 0 ? "" : "\n";
      String text =
          message(
              request,
              history,
              new Utterance(person.authorId(), last, ""),
              number,
              model,
              adapter,
              new Limited(sink, left, separator));
      if (text == null) {
        return;
      }
      history.add(new Utterance(person.authorId(), last, text));
      left -= separator.length() + text.length();
    }
  }

  /** One message, streamed; null if somebody said stop. */
  private String message(
      ImitationRequest request,
      List<Utterance> history,
      Utterance header,
      int number,
      Gpt2Model model,
      LoraAdapter adapter,
      Limited sink) {
    ChatTokenizer tokenizer = run.tokenizer();
    int end = MessageTokens.endMark(tokenizer);
    int[] tokens =
        new PromptBuilder(tokenizer, model.config().contextLength())
            .forAuthor(history, header.authorId(), header.sentAt(), LONGEST_MESSAGE)
            .tokenIds();
    int opened = tokens.length;
    SamplingConfig sampling =
        new SamplingConfig(request.temperature(), 50, 0.95, 1.1, TOKENS_A_CALL, end);
    String text = "";
    while (tokens.length - opened < LONGEST_MESSAGE && tokens[tokens.length - 1] != end) {
      long seed = request.seed() * 1_000_003L + number * 1_009L + tokens.length - opened;
      Generation next = model.generate(List.of(new Prompt(tokens, adapter, seed)), sampling).get(0);
      tokens = joined(tokens, next.newTokenIds());
      text =
          whole(MessageTokens.text(tokenizer, Arrays.copyOfRange(tokens, opened, tokens.length)));
      if (!sink.show(text)) {
        return null;
      }
    }
    return text;
  }

  private static int[] joined(int[] tokens, int[] more) {
    int[] all = Arrays.copyOf(tokens, tokens.length + more.length);
    System.arraycopy(more, 0, all, tokens.length, more.length);
    return all;
  }

  /** Without the bytes of a character whose other bytes are still to come. */
  private static String whole(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == NOT_YET_WHOLE) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Shows what is new of a growing text, up to a number of characters. */
  private static final class Limited {
    private final Sink sink;
    private final int limit;
    private final String before;
    private int shown;

    Limited(Sink sink, int limit, String before) {
      this.sink = sink;
      this.limit = limit;
      this.before = before;
    }

    boolean show(String text) {
      String all = before + text;
      int end = Math.min(all.length(), limit);
      if (end > 0 && end < all.length() && Character.isHighSurrogate(all.charAt(end - 1))) {
        end--;
      }
      if (end <= shown) {
        return all.length() < limit;
      }
      String added = all.substring(shown, end);
      shown = end;
      return sink.test(added) && all.length() < limit;
    }
  }
}
