package org.idiolect.evaluate;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.window.TokenWindow;

/** Scores windows under the base and the shared model, in batches of similar length. */
final class ScoreWindows implements MapPartitionsFunction<Row, Row> {
  private final ScoringModels models;
  private final int batchTokens;

  ScoreWindows(ScoringModels models, int batchTokens) {
    this.models = models;
    this.batchTokens = batchTokens;
  }

  /** Scores one partition of {@code windows}, sorted by length. */
  @Override
  public Iterator<Row> call(Iterator<Row> windows) {
    if (!windows.hasNext()) {
      return windows;
    }
    TokenScorer base = models.base();
    TokenScorer shared = models.shared();
    return batches(windows)
        .flatMap(
            batch ->
                Stream.concat(
                    score(batch, base, ScoredModel.BASE).stream(),
                    score(batch, shared, ScoredModel.SHARED).stream()))
        .iterator();
  }

  private Stream<List<TokenWindow>> batches(Iterator<Row> rows) {
    Iterator<TokenWindow> windows =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
            .map(TokenWindow::fromRow)
            .iterator();
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new LengthBatches<>(windows, window -> window.tokenIds().length, batchTokens), 0),
        false);
  }

  private static List<Row> score(List<TokenWindow> batch, TokenScorer model, ScoredModel name) {
    float[][] logProbabilities =
        model.of(batch.stream().map(TokenWindow::tokenIds).toArray(int[][]::new));
    return IntStream.range(0, batch.size())
        .boxed()
        .flatMap(
            b ->
                MessageScorer.score(batch.get(b), logProbabilities[b]).stream()
                    .map(score -> MessageNll.row(batch.get(b), score, name, null)))
        .toList();
  }
}
