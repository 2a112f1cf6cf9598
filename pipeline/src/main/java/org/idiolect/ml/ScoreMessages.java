package org.idiolect.ml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.evaluate.MessageNll;
import org.idiolect.evaluate.MessageScore;
import org.idiolect.evaluate.MessageScorer;
import org.idiolect.ingest.Words;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.SessionMessage;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.idiolect.window.Utterance;
import org.idiolect.window.WindowConfig;
import org.idiolect.window.WindowCutter;

/**
 * Says how probable messages are, each as the first one of a conversation.
 *
 * @param text index of the column of messages
 * @param sentAt when they are sent
 * @param tokenizer of the model
 * @param windows how a message is cut that is longer than the model's context
 */
record ScoreMessages(int text, Instant sentAt, ChatTokenizer tokenizer, WindowConfig windows)
    implements MessageTask {

  /** What the column holds; names and meaning as in the table message_nll. */
  static final StructType SCORE =
      new StructType()
          .add(MessageNll.NLL_NATS, DataTypes.DoubleType, false)
          .add(MessageNll.TOKENS, DataTypes.IntegerType, false)
          .add(MessageNll.WORDS, DataTypes.IntegerType, false)
          .add(MessageNll.BYTES, DataTypes.IntegerType, false);

  @Override
  public List<Row> values(List<Row> rows, Gpt2Model model, LoraAdapter adapter) {
    List<List<TokenWindow>> cut = rows.stream().map(this::cut).toList();
    int[][] tokenIds =
        cut.stream().flatMap(List::stream).map(TokenWindow::tokenIds).toArray(int[][]::new);
    LoraAdapter[] adapters = new LoraAdapter[tokenIds.length];
    Arrays.fill(adapters, adapter);
    float[][] logProbabilities = model.logProbabilities(tokenIds, adapters);
    List<Row> scores = new ArrayList<>();
    int next = 0;
    for (List<TokenWindow> message : cut) {
      float[][] own = Arrays.copyOfRange(logProbabilities, next, next + message.size());
      scores.add(message.isEmpty() ? null : score(message, own));
      next += message.size();
    }
    return scores;
  }

  /** The windows of a message: none if there is no message, more than one if it is long. */
  private List<TokenWindow> cut(Row row) {
    if (row.isNullAt(text)) {
      return List.of();
    }
    String typed = row.getString(text);
    SessionMessage message =
        new SessionMessage("", new Utterance("", sentAt, typed), Words.count(typed));
    List<TokenWindow> cut = new ArrayList<>();
    new WindowCutter(
            new WindowCutter.SessionKey("", "", Split.TEST),
            List.of(message).iterator(),
            tokenizer,
            windows)
        .forEachRemaining(cut::add);
    return cut;
  }

  private static Row score(List<TokenWindow> message, float[][] logProbabilities) {
    double nats = 0;
    int tokens = 0;
    int words = 0;
    int bytes = 0;
    for (int part = 0; part < message.size(); part++) {
      for (MessageScore score : MessageScorer.score(message.get(part), logProbabilities[part])) {
        nats += score.nllNats();
        tokens += score.tokens();
        words += score.span().words();
        bytes += score.span().bytes();
      }
    }
    return RowFactory.create(nats, tokens, words, bytes);
  }
}
