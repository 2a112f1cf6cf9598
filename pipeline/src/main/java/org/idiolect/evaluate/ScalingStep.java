package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.model.ComputeConfig;
import org.idiolect.train.GpuTasks;
import org.idiolect.window.TokenWindow;

/**
 * The summed NLL of one model on the train and test splits.
 *
 * <p><b>Input</b>: {@code windows}. <b>Output</b>: {@link MessageNll}'s split, nll_nats, tokens,
 * words, bytes. <b>Rows</b>: one a split. <b>Cost</b>: one shuffle, then a forward pass over the
 * windows.
 */
public final class ScalingStep {
  private static final int BATCH_TOKENS = 8192;

  private ScalingStep() {}

  /**
   * Scores a model.
   *
   * @param modelFolder on a file system that every executor mounts
   * @param trainWindows of the train split at the most, those first by id; test is whole
   */
  public static Dataset<Row> score(
      Dataset<Row> windows,
      String modelFolder,
      ComputeConfig compute,
      int partitions,
      int trainWindows) {
    Dataset<Row> train =
        windows
            .filter(col(TokenWindow.SPLIT).equalTo("train"))
            .orderBy(TokenWindow.WINDOW_ID)
            .limit(trainWindows);
    Dataset<Row> test = windows.filter(col(TokenWindow.SPLIT).equalTo("test"));
    Dataset<Row> byLength =
        train
            .unionByName(test)
            .repartition(partitions, col(TokenWindow.WINDOW_ID))
            .sortWithinPartitions(size(col(TokenWindow.TOKEN_IDS)), col(TokenWindow.WINDOW_ID));
    Dataset<Row> scores =
        byLength.mapPartitions(
            new ScoreWholeModel(modelFolder, compute, BATCH_TOKENS), MessageNll.ENCODER);
    return GpuTasks.place(scores, compute)
        .groupBy(MessageNll.SPLIT)
        .agg(
            ExactSum.ofDoubles(MessageNll.NLL_NATS),
            ExactSum.ofIntegers(MessageNll.TOKENS, "long"),
            ExactSum.ofIntegers(MessageNll.WORDS, "long"),
            ExactSum.ofIntegers(MessageNll.BYTES, "long"))
        .orderBy(MessageNll.SPLIT);
  }
}
