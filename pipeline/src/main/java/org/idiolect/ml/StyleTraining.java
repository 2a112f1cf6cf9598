package org.idiolect.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.idiolect.clean.CleanConfig;
import org.idiolect.clean.Message;
import org.idiolect.clean.Sessions;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.train.AdapterTraining;
import org.idiolect.train.CohortConfig;
import org.idiolect.train.GpuTasks;
import org.idiolect.train.ProgressBoard;
import org.idiolect.train.RankTiers;
import org.idiolect.train.TrainAdaptersStep;
import org.idiolect.train.TrainConfig;
import org.idiolect.window.AuthorConfig;
import org.idiolect.window.AuthorStep;
import org.idiolect.window.SplitConfig;
import org.idiolect.window.WindowConfig;
import org.idiolect.window.WindowStep;

/**
 * What fitting does: messages, sessions, windows, authors, adapters, by the steps of the stages.
 *
 * @param stage its settings
 * @param model the model that adapters are trained on
 */
record StyleTraining(StyleEstimator stage, TaskModel model) {
  /** As the defaults of the stage prepare; less for a model with a shorter context. */
  private static final int BLOCK_SIZE = 256;

  static StyleTraining of(StyleEstimator stage) {
    return new StyleTraining(stage, TaskModel.of(stage));
  }

  /** The table adapters of the authors who have enough messages, computed and kept by Spark. */
  Dataset<Row> adapters(Dataset<Row> rows) {
    WindowConfig config = windowConfig();
    Dataset<Row> messages = messages(rows);
    Dataset<Row> windows =
        WindowStep.cut(messages, model.tokenizer(), config).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> authors = AuthorStep.summarise(messages, windows, config.authors());
    try (ProgressBoard progress = ProgressBoard.open()) {
      Dataset<Row> trained =
          TrainAdaptersStep.train(windows, authors, tasks(rows), training(), progress);
      Dataset<Row> adapters =
          TrainAdaptersStep.adapters(trained).persist(StorageLevel.MEMORY_AND_DISK());
      requireSome(adapters.count());
      return adapters;
    } finally {
      windows.unpersist();
    }
  }

  private void requireSome(long adapters) {
    if (adapters == 0) {
      throw new IllegalArgumentException(
          "no author has %d training messages and one session to tell when to stop; give more"
                  .formatted((Integer) value(stage.minimumMessages()))
              + " messages or set minimumMessages");
    }
  }

  /** The columns that the steps read; messages of the same instant are ordered by their hash. */
  private Dataset<Row> messages(Dataset<Row> rows) {
    Column conversation = column(stage.getOrDefault(stage.conversationCol()));
    Column author = column(stage.getOrDefault(stage.authorCol()));
    Column sentAt = column(stage.getOrDefault(stage.sentAtCol()));
    Column text = column(stage.getOrDefault(stage.inputCol()));
    Column hash = sha2(concat_ws("\u001F", conversation, author, unix_micros(sentAt), text), 256);
    Dataset<Row> messages =
        rows.select(
                hash.as(Message.MESSAGE_ID),
                conversation.as(Message.CONVERSATION_ID),
                author.as(Message.AUTHOR_ID),
                sentAt.as(Message.SENT_AT),
                text.as(Message.TEXT),
                lit(Message.KIND_TEXT).as(Message.KIND),
                // Counts for the report only, which fitting does not write.
                lit(0).as(Message.WORDS),
                lit("").as(Message.SOURCE_ID),
                lit(0L).as(ExportEvent.POSITION))
            .na()
            .drop();
    // The key only names sessions: authors keep the ids that they have.
    PseudonymKey key = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));
    return Sessions.assign(messages, CleanConfig.defaults(), key);
  }

  private static Column column(String name) {
    return col("`" + name + "`");
  }

  private WindowConfig windowConfig() {
    int blockSize = Math.min(BLOCK_SIZE, model.config().contextLength());
    AuthorConfig grades = AuthorConfig.defaults();
    AuthorConfig authors =
        new AuthorConfig(
            grades.gradeA(),
            grades.gradeB(),
            grades.gradeC(),
            value(stage.minimumMessages()),
            grades.minimumValidationSessions(),
            0);
    return new WindowConfig(blockSize, blockSize / 2, SplitConfig.defaults(), authors);
  }

  private AdapterTraining training() {
    int rank = value(stage.rank());
    LoraConfig lora = new LoraConfig(rank, 2 * rank, List.of(LoraTarget.values()));
    return new AdapterTraining(
        model.folder(),
        RankTiers.none(lora),
        trainConfig(),
        new CohortConfig(1, 4096),
        model.compute());
  }

  private TrainConfig trainConfig() {
    return TrainConfig.ofAdapters()
        .with(
            value(stage.epochs()),
            value(stage.batchSize()),
            (Double) stage.getOrDefault(stage.learningRate()),
            (Long) stage.getOrDefault(stage.seed()));
  }

  private int value(IntParam setting) {
    return (Integer) stage.getOrDefault(setting);
  }

  private int tasks(Dataset<Row> rows) {
    ComputeConfig compute = model.compute();
    var spark = rows.sparkSession().sparkContext();
    return compute.isScheduled()
        ? GpuTasks.sideBySide(spark)
        : Math.max(1, spark.defaultParallelism() / compute.threads());
  }
}
