package org.idiolect.train;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * One logged measurement; table {@code training}.
 *
 * @param phase pretrain, shared or author
 * @param authorId the adapter's author; null for the shared model
 * @param split train (mean since the last row), validation, or recovery: training broke down at
 *     this step and went back to the newest good checkpoint with half the rate
 * @param step optimizer steps taken
 * @param lossNats the objective, nats per target token
 * @param l1Nats mean over all scored tokens, nats
 * @param l2Nats mean over the author's own tokens, nats; null for the shared model
 * @param learningRate rate of the last step
 * @param tokens tokens trained so far
 * @param seconds since the phase began
 * @param padding share of the positions computed so far that were padding, in [0, 1); null where it
 *     is not counted
 */
public record TrainingRow(
    String phase,
    String authorId,
    String split,
    int step,
    double lossNats,
    double l1Nats,
    Double l2Nats,
    double learningRate,
    long tokens,
    double seconds,
    Double padding) {

  /** The split of a row that tells of a return to an earlier checkpoint. */
  public static final String RECOVERY = "recovery";

  public static final String SPLIT = "split";
  public static final String STEP = "step";
  public static final String PADDING = "padding";

  public static final StructType SCHEMA =
      new StructType()
          .add("phase", DataTypes.StringType, false)
          .add("author_id", DataTypes.StringType, true)
          .add(SPLIT, DataTypes.StringType, false)
          .add(STEP, DataTypes.IntegerType, false)
          .add("loss_nats", DataTypes.DoubleType, false)
          .add("l1_nats", DataTypes.DoubleType, false)
          .add("l2_nats", DataTypes.DoubleType, true)
          .add("learning_rate", DataTypes.DoubleType, false)
          .add("tokens", DataTypes.LongType, false)
          .add("seconds", DataTypes.DoubleType, false)
          .add(PADDING, DataTypes.DoubleType, true);

  public static final Table TABLE = new Table("training", SCHEMA);

  Row toRow() {
    return RowFactory.create(
        phase,
        authorId,
        split,
        step,
        lossNats,
        l1Nats,
        l2Nats,
        learningRate,
        tokens,
        seconds,
        padding);
  }
}
