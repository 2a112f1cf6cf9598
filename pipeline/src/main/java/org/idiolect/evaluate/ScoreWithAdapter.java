package org.idiolect.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Row;
import org.idiolect.window.TokenWindow;

/** Scores the windows that need one adapter: each window once, whatever it is needed for. */
final class ScoreWithAdapter implements CoGroupFunction<String, Row, Row, Row> {
  /** The author whose messages are wanted from the window. */
  static final String SPEAKER = "speaker";

  private final ScoringModels models;
  private final int batchTokens;

  ScoreWithAdapter(ScoringModels models, int batchTokens) {
    this.models = models;
    this.batchTokens = batchTokens;
  }

  /**
   * Scores one adapter's windows.
   *
   * @param requests window rows with {@code speaker} and {@code model}, sorted by length and window
   * @param adapters the one row of the adapter, or none
   */
  @Override
  public Iterator<Row> call(
      String adapterAuthorId, Iterator<Row> requests, Iterator<Row> adapters) {
    if (!requests.hasNext() || !adapters.hasNext()) {
      return List.<Row>of().iterator();
    }
    TokenScorer model = models.adapted(AuthorAdapter.fromRow(adapters.next()));
    Iterator<List<Request>> batches =
        new LengthBatches<>(
            new Requests(requests), request -> request.window.tokenIds().length, batchTokens);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, 0), false)
        .flatMap(batch -> score(batch, model, adapterAuthorId))
        .iterator();
  }

  private static Stream<Row> score(List<Request> batch, TokenScorer model, String adapterAuthorId) {
    float[][] logProbabilities =
        model.of(batch.stream().map(request -> request.window.tokenIds()).toArray(int[][]::new));
    return IntStream.range(0, batch.size())
        .boxed()
        .flatMap(b -> rows(batch.get(b), logProbabilities[b], adapterAuthorId));
  }

  private static Stream<Row> rows(Request request, float[] logProbabilities, String adapter) {
    List<MessageScore> scores = MessageScorer.score(request.window, logProbabilities);
    return request.wanted.stream()
        .flatMap(
            wanted ->
                scores.stream()
                    .filter(score -> score.span().authorId().equals(wanted.speaker))
                    .map(score -> MessageNll.row(request.window, score, wanted.model, adapter)));
  }

  /** Somebody's messages, to be booked under a model. */
  private record Wanted(String speaker, ScoredModel model) {
    static Wanted fromRow(Row row) {
      return new Wanted(row.getAs(SPEAKER), ScoredModel.of(row.getAs(MessageNll.MODEL)));
    }
  }

  /** A window and everything that is wanted from it under this adapter. */
  private record Request(TokenWindow window, List<Wanted> wanted) {}

  /** Joins neighbouring rows of the same window. */
  private static final class Requests implements Iterator<Request> {
    private final Iterator<Row> rows;
    private Row next;

    Requests(Iterator<Row> rows) {
      this.rows = rows;
      this.next = rows.next();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Request next() {
      Request request = new Request(TokenWindow.fromRow(next), new ArrayList<>());
      do {
        request.wanted.add(Wanted.fromRow(next));
        next = rows.hasNext() ? rows.next() : null;
      } while (next != null && request.window.windowId().equals(next.getAs(TokenWindow.WINDOW_ID)));
      return request;
    }
  }
}
