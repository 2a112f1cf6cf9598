package org.idiolect.ml;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.idiolect.generate.GenerateConfig;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.Prompt;
import org.idiolect.table.Checksums;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.MessageTokens;
import org.idiolect.window.PromptBuilder;
import org.idiolect.window.Utterance;

/**
 * Answers messages.
 *
 * @param text index of the column of messages
 * @param author index of the column of those who answer; -1 without one
 * @param sentAt when the messages are sent; the answers are written a minute later
 * @param tokenizer of the model
 * @param config how tokens are chosen
 */
record WriteReplies(
    int text, int author, Instant sentAt, ChatTokenizer tokenizer, GenerateConfig config)
    implements MessageTask {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** The one who asks, and one who answers and has no name: transcripts show letters only. */
  private static final String ASKER = "asker";

  private static final String SOMEBODY = "somebody";

  @Override
  public List<String> values(List<Row> rows, Gpt2Model model, LoraAdapter adapter) {
    // All of the message: the model itself takes the newest tokens that fit its context.
    PromptBuilder prompts = new PromptBuilder(tokenizer, Integer.MAX_VALUE);
    List<Prompt> asked =
        rows.stream().filter(this::isAsked).map(row -> prompt(row, prompts, adapter)).toList();
    Iterator<Generation> answers =
        model.generate(asked, config.sampling(MessageTokens.endMark(tokenizer))).iterator();
    List<String> replies = new ArrayList<>();
    for (Row row : rows) {
      replies.add(isAsked(row) ? reply(answers.next()) : null);
    }
    return replies;
  }

  private boolean isAsked(Row row) {
    return !row.isNullAt(text);
  }

  private Prompt prompt(Row row, PromptBuilder prompts, LoraAdapter adapter) {
    String message = row.getString(text);
    String answers = author < 0 || row.isNullAt(author) ? SOMEBODY : row.getString(author);
    int[] tokenIds =
        prompts
            .forAuthor(
                List.of(new Utterance(ASKER, sentAt, message)),
                SOMEBODY,
                sentAt.plus(PAUSE),
                config.maxNewTokens())
            .tokenIds();
    return new Prompt(tokenIds, adapter, seed(answers, message));
  }

  /** A function of the setting and the row, so that neighbours change nothing. */
  private long seed(String answers, String message) {
    String place = String.join("\u001F", Long.toString(config.seed()), answers, message);
    return Long.parseUnsignedLong(Checksums.sha256(place).substring(0, 15), 16);
  }

  private String reply(Generation generation) {
    return MessageTokens.text(tokenizer, generation.newTokenIds());
  }
}
