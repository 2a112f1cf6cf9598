package org.idiolect.jobs;

import static org.apache.spark.sql.functions.max;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.evaluate.PublishedModels;
import org.idiolect.evaluate.ScalingPoint;
import org.idiolect.evaluate.ScalingStep;
import org.idiolect.jobs.config.PretrainConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.report.ScalingPage;
import org.idiolect.table.Stage;
import org.idiolect.table.Table;
import org.idiolect.train.TrainingRow;
import org.idiolect.window.TokenWindow;

/**
 * Chats -> models of several sizes from scratch on the same tokens -> scaling: perplexity against
 * parameters (Radford et al. 2019, figure 4).
 *
 * <p>Every size commits for itself, so that a run that is stopped goes on with the next one.
 */
public final class ScalingJob {
  public static final String STAGE = "scaling";

  /** The run that compares sizes, in any output folder. */
  public static final String RUN_ID = "scaling";

  /** The page in the run's folder. */
  public static final String PAGE = "scaling.html";

  /** Training windows that are measured: as many as give the loss to three digits. */
  private static final int TRAIN_WINDOWS = 1000;

  private ScalingJob() {}

  /**
   * Trains what is not yet trained, then measures all.
   *
   * @param shapes one a size
   */
  public static void run(RunContext context, RunRequest request, List<PretrainConfig> shapes) {
    PretrainJob.initialize(shapes.get(0), Path.of(context.baseModel()));
    PretrainJob.prepare(context, request);
    shapes.forEach(shape -> train(context, shape));
    measure(context, shapes);
  }

  private static String name(PretrainConfig shape) {
    return "scratch-%dx%d".formatted(shape.layers(), shape.channels());
  }

  private static TrainJob.WholeModel model(PretrainConfig shape) {
    String name = name(shape);
    Table curve = new Table("training_" + name.replace('-', '_'), TrainingRow.SCHEMA);
    return new TrainJob.WholeModel("pretrain", "train-" + name, curve, name);
  }

  private static void train(RunContext context, PretrainConfig shape) {
    TrainJob.WholeModel model = model(shape);
    if (context.run().isCommitted(model.stage())) {
      context.say("%s: trained before", model.name());
      return;
    }
    context.say("%s: %,d parameters", model.name(), shape.shape().parameters());
    Path start = Path.of(context.baseModel()).resolveSibling("start-" + model.name());
    PretrainJob.initialize(shape, start);
    TrainJob.train(context, model, start.toString());
  }

  private static void measure(RunContext context, List<PretrainConfig> shapes) {
    Stage stage = Stage.open(context.run(), STAGE, List.of(ScalingPoint.TABLE.name()));
    List<ScalingPoint> points = new ArrayList<>();
    Dataset<Row> windows = context.read(PrepareJob.STAGE, TokenWindow.TABLE);
    for (PretrainConfig shape : shapes) {
      context.describe("measure " + name(shape));
      points.addAll(measure(context, shape, windows));
    }
    points.addAll(PublishedModels.points());
    stage.write(
        context
            .spark()
            .createDataFrame(
                points.stream().map(ScalingPoint::toRow).toList(), ScalingPoint.TABLE.schema())
            .coalesce(1),
        ScalingPoint.TABLE);
    stage.document(PAGE, ScalingPage.render(points, context.run().runId()));
    stage.commit(context.settings(), shapes.stream().map(shape -> model(shape).stage()).toList());
    points.stream()
        .filter(point -> point.wordPerplexity() != null && point.tokenPerplexity() != null)
        .forEach(
            point ->
                context.say(
                    "%-14s %,11d parameters  %-5s  perplexity %8.2f a token, %10.2f a word",
                    point.model(),
                    point.parameters(),
                    point.split(),
                    point.tokenPerplexity(),
                    point.wordPerplexity()));
  }

  private static List<ScalingPoint> measure(
      RunContext context, PretrainConfig shape, Dataset<Row> windows) {
    TrainJob.WholeModel model = model(shape);
    Gpt2Config config = shape.shape();
    Dataset<Row> scores =
        ScalingStep.score(
            windows,
            context.run().model(model.name()).toUri().getPath(),
            context.compute(),
            context.modelTasks(),
            TRAIN_WINDOWS);
    long trained = context.read(model.stage(), model.curve()).agg(max("tokens")).first().getLong(0);
    return scores.collectAsList().stream()
        .map(row -> ScalingPoint.trained(model.name(), config, trained, row))
        .toList();
  }
}
