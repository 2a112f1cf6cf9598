package org.idiolect.evaluate;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.model.ComputeConfig;
import org.idiolect.train.GpuTasks;

/**
 * Asks questions of the model before training and of the shared one: what fine-tuning on chats
 * leaves of what a model knew.
 *
 * <p><b>Output</b>: {@link QuestionAnswer}. <b>Rows</b>: models x questions, in their order.
 * <b>Cost</b>: one task that loads one model after the other.
 */
public final class QuestionStep {
  private QuestionStep() {}

  /**
   * Asks all.
   *
   * @param baseFolder GPT-2 folder with its tokenizer that every executor can read; so the shared
   * @param maxNewTokens longest answer, below the models' context length
   */
  public static Dataset<Row> answer(
      SparkSession spark,
      List<Question> questions,
      String baseFolder,
      String sharedFolder,
      ComputeConfig compute,
      int maxNewTokens) {
    // One partition after a shuffle, so that a GPU profile can be put on its task alone.
    Dataset<String> models =
        spark.createDataset(List.of("base", "shared"), Encoders.STRING()).repartition(1);
    Dataset<Row> answers =
        models.mapPartitions(
            new AnswerQuestions(questions, baseFolder, sharedFolder, compute, maxNewTokens),
            QuestionAnswer.ENCODER);
    return GpuTasks.place(answers, compute);
  }
}
