package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.jobs.config.TrainingConfig;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Table;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.AdapterTraining;
import org.idiolect.train.ProgressBoard;
import org.idiolect.train.SharedTraining;
import org.idiolect.train.TrainAdaptersStep;
import org.idiolect.train.TrainSharedStep;
import org.idiolect.train.TrainingRow;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * windows, authors -> models/shared, training, adapters.
 *
 * <p>Two commits: the shared model first, so that a run that is stopped while the authors train
 * does not train it again.
 */
public final class TrainJob {
  public static final String STAGE = "train";

  /** The part of the stage that ends with the shared model. */
  public static final String SHARED_STAGE = "train-shared";

  static final Table SHARED_CURVE = new Table("training_shared", TrainingRow.SCHEMA);

  private TrainJob() {}

  public static StageCommit run(RunContext context) {
    ProgressBoard progress = ProgressBoard.open();
    try (ProgressPrinter printer = new ProgressPrinter(progress, context)) {
      if (!context.run().isCommitted(SHARED_STAGE)) {
        trainShared(context, progress, "shared");
      }
      return trainAuthors(context, progress);
    }
  }

  /**
   * Only the shared model, unless it is committed.
   *
   * @param phase as the training table names it
   */
  static void trainShared(RunContext context, String phase) {
    if (!context.run().isCommitted(SHARED_STAGE)) {
      ProgressBoard progress = ProgressBoard.open();
      try (ProgressPrinter printer = new ProgressPrinter(progress, context)) {
        trainShared(context, progress, phase);
      }
    }
  }

  private static void trainShared(RunContext context, ProgressBoard progress, String phase) {
    train(context, progress, new WholeModel(phase, SHARED_STAGE, SHARED_CURVE, "shared"));
  }

  /**
   * A model of which every weight is trained.
   *
   * @param phase as the training table names it
   * @param stage that commits it
   * @param curve its table of measurements
   * @param name of its folder and its checkpoints
   */
  record WholeModel(String phase, String stage, Table curve, String name) {}

  /** Trains from a folder of first weights, unless the stage is committed. */
  static void train(RunContext context, WholeModel model, String start) {
    if (!context.run().isCommitted(model.stage())) {
      ProgressBoard progress = ProgressBoard.open();
      try (ProgressPrinter printer = new ProgressPrinter(progress, context)) {
        train(context, progress, model, start);
      }
    }
  }

  private static void train(RunContext context, ProgressBoard progress, WholeModel model) {
    train(context, progress, model, context.baseModel());
  }

  private static void train(
      RunContext context, ProgressBoard progress, WholeModel model, String start) {
    Stage stage = Stage.open(context.run(), model.stage(), List.of(model.curve().name()));
    TrainingConfig config = context.config().train();
    SharedTraining training =
        new SharedTraining(
            model.phase(),
            start,
            stage.model(model.name()).toUri().getPath(),
            context.run().checkpoints(model.name()).toUri().getPath(),
            config.shared(),
            config.step(),
            context.compute());
    context.describe("train the " + model.name() + " model");
    Dataset<Row> windows = context.read(PrepareJob.STAGE, TokenWindow.TABLE);
    stage.write(TrainSharedStep.train(windows, training, progress), model.curve());
    describe(stage, stage.staged(context.spark(), model.curve()));
    stage.commit(context.settings(), List.of(PrepareJob.STAGE));
  }

  /** Padding and broken-down training, as figures and notes of the commit. */
  private static void describe(Stage stage, Dataset<Row> curve) {
    List<Row> recoveries =
        curve
            .filter(col(TrainingRow.SPLIT).equalTo(TrainingRow.RECOVERY))
            .orderBy(TrainingRow.STEP)
            .collectAsList();
    stage.count("recoveries", recoveries.size());
    for (Row recovery : recoveries) {
      stage.note(
          "training broke down at step %d; it went back to the newest good checkpoint, on with half the rate"
              .formatted(recovery.<Integer>getAs(TrainingRow.STEP)));
    }
    Row padding = curve.agg(max_by(col(TrainingRow.PADDING), col(TrainingRow.STEP))).first();
    if (!padding.isNullAt(0)) {
      stage.count("padding-per-mille", Math.round(1000 * padding.getDouble(0)));
    }
  }

  private static StageCommit trainAuthors(RunContext context, ProgressBoard progress) {
    Stage stage =
        Stage.open(
            context.run(), STAGE, List.of(TrainingRow.TABLE.name(), AdapterRow.TABLE.name()));
    TrainingConfig config = context.config().train();
    AdapterTraining training =
        new AdapterTraining(
            context.sharedModel(),
            config.ranks(),
            config.adapter(),
            config.cohort(),
            context.compute());
    context.describe("train one adapter per author");
    Dataset<Row> trained =
        stage.keep(
            TrainAdaptersStep.train(
                context.read(PrepareJob.STAGE, TokenWindow.TABLE),
                context.read(PrepareJob.STAGE, Author.TABLE),
                config.bins() > 0 ? config.bins() : context.modelTasks(),
                training,
                progress),
            new Table("trained_authors", TrainAdaptersStep.SCHEMA));
    stage.write(TrainAdaptersStep.adapters(trained), AdapterRow.TABLE);
    Dataset<Row> sharedCurve = context.read(SHARED_STAGE, SHARED_CURVE);
    stage.write(sharedCurve.unionByName(TrainAdaptersStep.curves(trained)), TrainingRow.TABLE);
    stage.countBy(context.spark(), AdapterRow.TABLE, "status", "adapters");
    TrainAdaptersStep.failures(stage.staged(context.spark(), AdapterRow.TABLE))
        .forEach(stage::note);
    return stage.commit(context.settings(), List.of(PrepareJob.STAGE, SHARED_STAGE));
  }
}
