package org.idiolect.evaluate.attribution;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.generate.Sample;
import org.idiolect.model.ComputeConfig;
import org.idiolect.train.GpuTasks;
import org.idiolect.window.Author;

/**
 * Asks two judges who wrote held-out messages, and whom imitations sound like.
 *
 * <p><b>Input</b>: {@code messages}, {@code windows}, {@code authors}, {@code samples}.
 * <b>Output</b>: {@code attribution_training}, {@code attribution}, {@code attribution_report}.
 *
 * <p><b>Rows</b>: a row per text and judge; a person's messages give one text of n messages for
 * every n of them.
 *
 * <p><b>Cost</b>: the head trains in one task, some passes over the training texts of at most
 * {@code people} authors; judging is one forward pass of each text.
 */
public final class AttributionStep {
  private final Dataset<Row> train;
  private final Dataset<Row> asked;
  private final Judging judging;

  private AttributionStep(Dataset<Row> train, Dataset<Row> asked, Judging judging) {
    this.train = train;
    this.asked = asked;
    this.judging = judging;
  }

  /**
   * The candidates: eligible people with most training messages, in ascending order of id. Fewer
   * than two cannot be told apart: the tables are then empty.
   */
  public static List<String> candidates(Dataset<Row> authors, JudgeConfig config) {
    return authors
        .filter(col(Author.ELIGIBLE))
        .orderBy(col(Author.TRAIN_MESSAGES).desc(), col(Author.AUTHOR_ID))
        .limit(config.people())
        .select(Author.AUTHOR_ID)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** The texts and what the judges need; nothing is computed yet. */
  public static AttributionStep of(
      Dataset<Row> messages,
      Dataset<Row> windows,
      Dataset<Row> samples,
      List<String> candidates,
      JudgeConfig config,
      String sharedFolder,
      String headFolder,
      ComputeConfig compute) {
    Dataset<Row> theirMessages = messages.filter(col(Message.AUTHOR_ID).isInCollection(candidates));
    Dataset<Row> theirSamples = samples.filter(col(Sample.AUTHOR_ID).isInCollection(candidates));
    Dataset<Row> learned = Texts.human(theirMessages, windows, List.of("train", "validation"));
    Dataset<Row> asked =
        Texts.human(theirMessages, windows, List.of("test"))
            .unionByName(Texts.generated(theirSamples), true);
    return new AttributionStep(
        Texts.group(learned, config),
        Texts.group(asked, config),
        new Judging(candidates, sharedFolder, headFolder, config, compute));
  }

  /** Trains the head; its file is there once the returned rows have been written. */
  public Dataset<Row> train() {
    Dataset<Row> inOneTask = train.repartition(1).sortWithinPartitions(Texts.TEXT_ID);
    Dataset<Row> trained = inOneTask.mapPartitions(new TrainJudge(judging), JudgeRow.ENCODER);
    return GpuTasks.place(trained, judging.compute());
  }

  /**
   * The table {@code attribution}, after {@link #train}.
   *
   * @param tasks that ask the head at a time
   */
  public Dataset<Row> judge(int tasks) {
    Dataset<Row> byHead =
        GpuTasks.place(
            asked
                .repartition(tasks, col(Texts.TEXT_ID))
                .sortWithinPartitions(Texts.MESSAGES, Texts.TEXT_ID)
                .mapPartitions(new AskHead(judging), Verdicts.ENCODER),
            judging.compute());
    Dataset<Row> onlyTrain =
        train
            .filter(col(Texts.SOURCE).equalTo("train"))
            .repartition(1)
            .sortWithinPartitions(Texts.TEXT_ID);
    return byHead.unionByName(Ngrams.judge(onlyTrain, asked, judging.authors()));
  }
}
