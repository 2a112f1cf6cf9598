package org.idiolect.ml;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Tables;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.AuthorConfig;
import org.idiolect.window.SplitConfig;
import org.idiolect.window.WindowConfig;

/**
 * The settings of a stage that reads messages, resolved against a dataset.
 *
 * @param text index of the input column
 * @param author index of the author's column; -1 without one
 * @param sentAt when the messages are sent
 * @param batchSize rows that are computed together
 * @param adapters folder of their table; empty without one
 */
record MessageStage(
    int text, int author, Instant sentAt, int batchSize, Optional<String> adapters) {
  /** Messages in one forward pass, as the text stages of the DJL Spark extension. */
  static final int SCORED_TOGETHER = 100;

  /** Equal rows have equal results on any day. */
  private static final String SOME_DAY = "2026-01-05T12:00:00Z";

  static <T extends HasModel<?> & HasMessages<?>> void setDefaults(T stage, int batchSize) {
    setModelDefaults(stage, batchSize);
    stage.setDefault(stage.sentAt(), SOME_DAY);
  }

  static void setModelDefaults(HasModel<?> stage, int batchSize) {
    stage.setDefault(stage.engine(), HasModel.PYTORCH);
    stage.setDefault(stage.batchSize(), batchSize);
    stage.setDefault(stage.device(), "cpu");
    stage.setDefault(stage.precision(), "float32");
    stage.setDefault(stage.threads(), 1);
  }

  /** The columns with the output column, after checking all that the settings name. */
  static StructType schema(HasMessages<?> stage, StructType schema, DataType output) {
    Columns.require(stage, stage.inputCol(), schema, DataTypes.StringType);
    if (stage.isDefined(stage.authorCol())) {
      Columns.require(stage, stage.authorCol(), schema, DataTypes.StringType);
    } else if (stage instanceof HasAdapters<?> with && stage.isDefined(with.adapters())) {
      throw new IllegalArgumentException(
          stage.uid() + " has adapters and needs setAuthorCol: whose adapter is a row's?");
    }
    time(stage);
    return Columns.with(stage, stage.outputCol(), schema, output);
  }

  static <T extends HasModel<?> & HasMessages<?>> MessageStage of(T stage, StructType schema) {
    Optional<String> adapters =
        stage instanceof HasAdapters<?> with && stage.isDefined(with.adapters())
            ? Optional.of(stage.getOrDefault(with.adapters()))
            : Optional.empty();
    boolean hasAuthor = stage.isDefined(stage.authorCol());
    return new MessageStage(
        schema.fieldIndex(stage.getOrDefault(stage.inputCol())),
        hasAuthor ? schema.fieldIndex(stage.getOrDefault(stage.authorCol())) : -1,
        time(stage),
        (Integer) stage.getOrDefault(stage.batchSize()),
        adapters);
  }

  private static Instant time(HasMessages<?> stage) {
    String time = stage.getOrDefault(stage.sentAt());
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "sentAt must be a time such as " + SOME_DAY + ", got '" + time + "'", e);
    }
  }

  /** How this stage scores with a model. */
  AddColumn scoring(TaskModel model, StructType output) {
    WindowConfig windows = windows(model.config().contextLength());
    ScoreMessages scores = new ScoreMessages(text, sentAt, model.tokenizer(), windows);
    return new AddColumn(model, scores, batchSize, output);
  }

  private static WindowConfig windows(int contextLength) {
    return new WindowConfig(
        contextLength, contextLength, SplitConfig.defaults(), AuthorConfig.defaults());
  }

  /** Adds the column, with the adapters of the table if the settings name one. */
  Dataset<Row> transform(Dataset<?> dataset, AddColumn column) {
    Dataset<Row> rows = dataset.toDF();
    return adapters.isEmpty()
        ? column.to(rows)
        : column.to(
            rows,
            rows.columns()[author],
            Tables.requireSchema(
                rows.sparkSession().read().parquet(adapters.get()), AdapterRow.TABLE));
  }
}
