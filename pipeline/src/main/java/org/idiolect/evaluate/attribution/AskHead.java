package org.idiolect.evaluate.attribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.AttributionHead;
import org.idiolect.model.AttributionModel;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.ModelRegistry;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.TaskDevice;

/** Asks the trained head about the texts of one partition, some at a time. */
final class AskHead implements MapPartitionsFunction<Row, Row> {
  static final String NAME = "attention";

  private final Judging judging;

  AskHead(Judging judging) {
    this.judging = judging;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> texts) {
    if (!texts.hasNext()) {
      return Collections.emptyIterator();
    }
    Gpt2Model base = ModelRegistry.get(judging.sharedFolder(), TaskDevice.of(judging.compute()));
    int longest = base.config().contextLength();
    TextTokens tokens =
        new TextTokens(ChatTokenizer.read(Path.of(judging.sharedFolder())), longest);
    List<Row> verdicts = new ArrayList<>();
    try (AttributionModel model = AttributionModel.load(base, head(base))) {
      while (texts.hasNext()) {
        Batch batch = new Batch();
        while (texts.hasNext() && batch.rows.size() * longest < judging.config().batchTokens()) {
          Row text = texts.next();
          batch.add(text, tokens.rows(text.getList(text.fieldIndex(Texts.TEXTS))));
        }
        verdicts.addAll(batch.judge(model));
      }
    }
    return verdicts.iterator();
  }

  private AttributionHead head(Gpt2Model base) {
    try {
      byte[] file = Files.readAllBytes(Path.of(judging.headFolder(), TrainJudge.FILE));
      return AttributionHead.fromBytes(base.config(), judging.shape(), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the head in " + judging.headFolder(), e);
    }
  }

  /** Texts that are judged in one pass; a text of several rows gets the sum of their answers. */
  private final class Batch {
    private final List<Row> texts = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();
    private final List<Integer> textOfRow = new ArrayList<>();

    void add(Row text, List<int[]> tokenIds) {
      for (int[] row : tokenIds) {
        rows.add(row);
        textOfRow.add(texts.size());
      }
      texts.add(text);
    }

    List<Row> judge(AttributionModel model) {
      double[][] sums = new double[texts.size()][judging.authors().size()];
      if (!rows.isEmpty()) {
        AttributionModel.Attribution[] judged = model.attribute(rows.toArray(int[][]::new));
        for (int row = 0; row < judged.length; row++) {
          float[] scores = judged[row].logProbabilities();
          for (int author = 0; author < scores.length; author++) {
            sums[textOfRow.get(row)][author] += scores[author];
          }
        }
      }
      List<Row> verdicts = new ArrayList<>();
      for (int i = 0; i < sums.length; i++) {
        verdicts.add(Verdicts.row(texts.get(i), NAME, judging.authors(), sums[i]));
      }
      return verdicts;
    }
  }
}
