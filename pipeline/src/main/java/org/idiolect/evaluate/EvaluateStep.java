package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.idiolect.window.TokenWindow;

/**
 * Scores every held-out message under the base model, the shared model, its author's own adapter
 * and a swapped adapter.
 *
 * <p><b>Input</b>: {@code windows}; {@code adapters}. <b>Output</b>: {@code message_nll}.
 *
 * <p><b>Rows</b>: a message gives one row under base and shared, and one under author and swapped
 * if its author has a trained adapter (swapped: and somebody else has one too).
 *
 * <p><b>Cost</b>: a forward pass of each held-out window for base, for shared, and for each adapter
 * needed. Windows and adapters meet in a shuffle by adapter, so an adapter travels to one task and
 * never through the driver; the models are opened by the tasks from files.
 */
public final class EvaluateStep {
  private static final Column[] BY_LENGTH = {
    size(col(TokenWindow.TOKEN_IDS)), col(TokenWindow.WINDOW_ID)
  };

  private EvaluateStep() {}

  /** The table {@code message_nll} of the splits that the config names. */
  public static Dataset<Row> score(
      Dataset<Row> windows, Dataset<Row> adapters, ScoringModels models, EvaluateConfig config) {
    Dataset<Row> heldOut = windows.filter(col(TokenWindow.SPLIT).isInCollection(config.splits()));
    Dataset<Row> trained =
        adapters.filter(col(AuthorAdapter.STATUS).equalTo(AuthorAdapter.TRAINED));
    Dataset<Row> withoutAdapter = scoreWithoutAdapter(heldOut, models, config);
    Dataset<Row> withAdapter =
        scoreWithAdapter(heldOut, trained, assignments(trained), models, config);
    return joinParts(models.place(withoutAdapter.unionByName(withAdapter)));
  }

  /** The same under their authors' own adapters alone, of any windows. */
  static Dataset<Row> scoreOwn(
      Dataset<Row> windows, Dataset<Row> adapters, ScoringModels models, EvaluateConfig config) {
    Dataset<Row> trained =
        adapters.filter(col(AuthorAdapter.STATUS).equalTo(AuthorAdapter.TRAINED));
    Dataset<Row> own = assignment(trained, col(AuthorAdapter.AUTHOR_ID), ScoredModel.AUTHOR);
    return joinParts(models.place(scoreWithAdapter(windows, trained, own, models, config)));
  }

  private static Dataset<Row> scoreWithoutAdapter(
      Dataset<Row> heldOut, ScoringModels models, EvaluateConfig config) {
    // A fixed number of partitions: adaptive execution counts bytes and would make one slow task.
    Dataset<Row> byLength =
        heldOut
            .repartition(partitions(heldOut, config), col(TokenWindow.WINDOW_ID))
            .sortWithinPartitions(BY_LENGTH);
    return byLength.mapPartitions(
        new ScoreWindows(models, config.batchTokens()), MessageNll.ENCODER);
  }

  private static Dataset<Row> scoreWithAdapter(
      Dataset<Row> heldOut,
      Dataset<Row> trained,
      Dataset<Row> assignments,
      ScoringModels models,
      EvaluateConfig config) {
    int partitions = partitions(heldOut, config);
    Dataset<Row> speakers =
        heldOut.withColumn(
            ScoreWithAdapter.SPEAKER,
            explode(
                expr(
                    "array_distinct(transform(filter(spans, s -> s.end > scored_from),"
                        + " s -> s.author_id))")));
    Dataset<Row> requests =
        speakers
            .join(assignments, ScoreWithAdapter.SPEAKER)
            .withColumn(MessageNll.ADAPTER_AUTHOR_ID, notNull(MessageNll.ADAPTER_AUTHOR_ID))
            .repartition(partitions, col(MessageNll.ADAPTER_AUTHOR_ID));
    Dataset<Row> placed =
        trained
            .withColumn(MessageNll.ADAPTER_AUTHOR_ID, notNull(AuthorAdapter.AUTHOR_ID))
            .toDF(columnsWithAdapterAuthor(trained)) // new attributes: requests come from it too
            .repartition(partitions, col(MessageNll.ADAPTER_AUTHOR_ID));
    return requests
        .groupBy(MessageNll.ADAPTER_AUTHOR_ID)
        .as(Encoders.STRING(), Encoders.row(requests.schema()))
        .cogroupSorted(
            placed
                .groupBy(MessageNll.ADAPTER_AUTHOR_ID)
                .as(Encoders.STRING(), Encoders.row(placed.schema())),
            BY_LENGTH,
            new Column[0],
            new ScoreWithAdapter(models, config.batchTokens()),
            MessageNll.ENCODER);
  }

  private static String[] columnsWithAdapterAuthor(Dataset<Row> adapters) {
    return Stream.concat(Arrays.stream(adapters.columns()), Stream.of(MessageNll.ADAPTER_AUTHOR_ID))
        .toArray(String[]::new);
  }

  /** Spark groups two tables together only by keys of equal nullability; neither has nulls here. */
  private static Column notNull(String column) {
    return coalesce(col(column), lit(""));
  }

  /**
   * Which adapter scores whom: his own, and as a control the one next in order of training steps,
   * because adapters trained for as long are the fairest to compare.
   */
  static Dataset<Row> assignments(Dataset<Row> trained) {
    WindowSpec bySteps = Window.orderBy(AuthorAdapter.STEPS, AuthorAdapter.AUTHOR_ID);
    Column author = col(AuthorAdapter.AUTHOR_ID);
    Column neighbour = coalesce(lead(author, 1).over(bySteps), lag(author, 1).over(bySteps));
    Dataset<Row> own = assignment(trained, author, ScoredModel.AUTHOR);
    Dataset<Row> swapped = assignment(trained, neighbour, ScoredModel.SWAPPED);
    return own.unionByName(swapped.filter(col(MessageNll.ADAPTER_AUTHOR_ID).isNotNull()));
  }

  private static Dataset<Row> assignment(
      Dataset<Row> trained, Column adapterAuthor, ScoredModel model) {
    return trained.select(
        col(AuthorAdapter.AUTHOR_ID).as(ScoreWithAdapter.SPEAKER),
        adapterAuthor.as(MessageNll.ADAPTER_AUTHOR_ID),
        lit(model.column()).as(MessageNll.MODEL));
  }

  /** A message too long for one window was scored in parts. */
  private static Dataset<Row> joinParts(Dataset<Row> parts) {
    return parts
        .groupBy(
            MessageNll.MESSAGE_ID,
            MessageNll.MODEL,
            MessageNll.AUTHOR_ID,
            MessageNll.ADAPTER_AUTHOR_ID,
            MessageNll.CONVERSATION_ID,
            MessageNll.SESSION_ID,
            MessageNll.SPLIT)
        .agg(
            ExactSum.ofDoubles(MessageNll.NLL_NATS),
            ExactSum.ofDoubles(MessageNll.HEADER_NLL_NATS),
            ExactSum.ofIntegers(MessageNll.TOKENS, "int"),
            ExactSum.ofIntegers(MessageNll.WORDS, "int"),
            ExactSum.ofIntegers(MessageNll.BYTES, "int"));
  }

  private static int partitions(Dataset<Row> rows, EvaluateConfig config) {
    return config.partitions() > 0
        ? config.partitions()
        : rows.sparkSession().sparkContext().defaultParallelism();
  }
}
