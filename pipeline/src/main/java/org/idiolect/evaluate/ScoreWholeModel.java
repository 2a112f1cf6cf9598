package org.idiolect.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.ModelRegistry;
import org.idiolect.train.TaskDevice;
import org.idiolect.window.TokenWindow;

/** Scores windows, sorted by length, under one model. */
final class ScoreWholeModel implements MapPartitionsFunction<Row, Row> {
  private final String modelFolder;
  private final ComputeConfig compute;
  private final int batchTokens;

  ScoreWholeModel(String modelFolder, ComputeConfig compute, int batchTokens) {
    this.modelFolder = modelFolder;
    this.compute = compute;
    this.batchTokens = batchTokens;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return rows;
    }
    Gpt2Model model = ModelRegistry.get(modelFolder, TaskDevice.of(compute));
    Iterator<TokenWindow> windows =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
            .map(TokenWindow::fromRow)
            .iterator();
    Iterator<List<TokenWindow>> batches =
        new LengthBatches<>(windows, window -> window.tokenIds().length, batchTokens);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, 0), false)
        .flatMap(batch -> score(batch, model).stream())
        .iterator();
  }

  private static List<Row> score(List<TokenWindow> batch, Gpt2Model model) {
    float[][] logProbabilities =
        model.logProbabilities(batch.stream().map(TokenWindow::tokenIds).toArray(int[][]::new));
    List<Row> rows = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      TokenWindow window = batch.get(b);
      MessageScorer.score(window, logProbabilities[b])
          .forEach(score -> rows.add(MessageNll.row(window, score, ScoredModel.SHARED, null)));
    }
    return rows;
  }
}
