package org.idiolect.train;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.idiolect.window.TokenWindow;

/**
 * Fine-tunes the shared model on the training windows of everybody, in one task.
 *
 * <p>Input: {@code windows}. Output: {@code training} rows, and the best model as a folder. Rows: n
 * to the number of measurements. Cost: one shuffle to one task, then the training itself; on a
 * cluster that task asks for a GPU.
 */
public final class TrainSharedStep {
  private TrainSharedStep() {}

  /** Trains lazily: the model is there once the returned rows have been written. */
  public static Dataset<Row> train(
      Dataset<Row> windows, SharedTraining training, ProgressBoard progress) {
    Dataset<Row> examples = windows.filter(col(TokenWindow.SPLIT).isin("train", "validation"));
    Dataset<Row> inOneTask =
        examples.repartition(1).sortWithinPartitions(col(TokenWindow.WINDOW_ID));
    Dataset<Row> trained =
        inOneTask.mapPartitions(
            new TrainShared(training, progress), Encoders.row(TrainingRow.SCHEMA));
    return GpuTasks.place(trained, training.compute());
  }
}
