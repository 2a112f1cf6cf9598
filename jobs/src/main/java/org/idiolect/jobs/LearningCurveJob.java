package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.evaluate.EvaluateConfig;
import org.idiolect.evaluate.Gpt2ScoringModels;
import org.idiolect.evaluate.LearningCurveConfig;
import org.idiolect.evaluate.LearningCurvePoint;
import org.idiolect.evaluate.LearningCurveStep;
import org.idiolect.evaluate.MessageNll;
import org.idiolect.evaluate.ScoringModels;
import org.idiolect.evaluate.TrainingSubsets;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.jobs.config.TrainingConfig;
import org.idiolect.model.ModelRegistry;
import org.idiolect.report.LearningCurvePage;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Table;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.AdapterTraining;
import org.idiolect.train.ProgressBoard;
import org.idiolect.train.TrainAdaptersStep;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * messages, windows, authors, message_nll, the shared model -> learning_curve: adapters of some
 * people, trained on fewer of their messages, on the same held-out messages.
 */
public final class LearningCurveJob {
  public static final String STAGE = "learning-curve";

  /** The page in the run's folder. */
  public static final String PAGE = "learning-curve.html";

  private final RunContext context;
  private final LearningCurveConfig curve;
  private final EvaluateConfig evaluate;

  private LearningCurveJob(RunContext context, LearningCurveConfig curve) {
    this.context = context;
    this.curve = curve;
    this.evaluate = context.config().evaluate().withTasks(context.modelTasks());
  }

  /**
   * Trains and scores.
   *
   * @throws ConfigException if nobody has enough held-out messages
   */
  public static StageCommit run(RunContext context, LearningCurveConfig curve) {
    return new LearningCurveJob(context, curve).run();
  }

  private StageCommit run() {
    Stage stage = Stage.open(context.run(), STAGE, List.of(LearningCurvePoint.TABLE.name()));
    Dataset<Row> authors = context.read(PrepareJob.STAGE, Author.TABLE);
    List<String> people = people(authors);
    context.describe("cut training messages to the latest");
    Dataset<Row> subsets =
        stage.keep(
            TrainingSubsets.of(
                context.read(PrepareJob.STAGE, TokenWindow.TABLE),
                context.read(IngestJob.STAGE, Message.TABLE),
                people,
                curve),
            new Table("subsets", TrainingSubsets.SCHEMA));
    Dataset<Row> points =
        LearningCurveStep.shared(context.read(EvaluateJob.STAGE, MessageNll.TABLE), people);
    for (long seed : curve.seeds()) {
      points = points.unionByName(points(stage, subsets, authors, seed));
    }
    stage.write(
        points.coalesce(1).sortWithinPartitions("author_id", "n_messages", "seed"),
        LearningCurvePoint.TABLE);
    stage.document(PAGE, LearningCurvePage.render(written(stage), context.run().runId()));
    return stage.commit(
        context.settings(),
        List.of(IngestJob.STAGE, PrepareJob.STAGE, TrainJob.STAGE, EvaluateJob.STAGE));
  }

  private List<String> people(Dataset<Row> authors) {
    if (!evaluate.splits().contains("test")) {
      throw new ConfigException(
          "the learning curve is measured on the test split: evaluate.splits must name test, got "
              + evaluate.splits());
    }
    List<String> people = LearningCurveStep.people(authors, evaluate, curve);
    if (people.isEmpty()) {
      throw new ConfigException(
          "nobody with an adapter has %d held-out messages in %d sessions; lower evaluate.minimum-test-messages and evaluate.minimum-test-sessions"
              .formatted(evaluate.minimumTestMessages(), evaluate.minimumTestSessions()));
    }
    return people;
  }

  private Dataset<Row> points(Stage stage, Dataset<Row> subsets, Dataset<Row> authors, long seed) {
    TrainingConfig config = context.config().train();
    AdapterTraining training =
        new AdapterTraining(
            context.sharedModel(),
            config.ranks(),
            config.adapter().withSeed(seed),
            config.cohort(),
            context.compute());
    context.describe("train an adapter for each subset");
    Dataset<Row> trained = trained(stage, subsets, authors, training, seed);
    countFailures(stage, TrainAdaptersStep.adapters(trained));
    context.describe("score held-out messages under the adapters of subsets");
    ScoringModels models =
        new Gpt2ScoringModels(
            context.baseModel(), context.sharedModel(), context.compute(), ModelRegistry::get);
    Dataset<Row> points =
        LearningCurveStep.points(
            subsets, trained, models, evaluate, seed, config.adapter().batchSize());
    return stage.keep(points, new Table("points-" + seed, LearningCurvePoint.TABLE.schema()));
  }

  private static void countFailures(Stage stage, Dataset<Row> adapters) {
    long failed = adapters.filter(col("status").equalTo(AdapterRow.FAILED)).count();
    stage.count("adapters.failed", stage.counted("adapters.failed") + failed);
    TrainAdaptersStep.failures(adapters).forEach(stage::note);
  }

  private Dataset<Row> trained(
      Stage stage,
      Dataset<Row> subsets,
      Dataset<Row> authors,
      AdapterTraining training,
      long seed) {
    ProgressBoard progress = ProgressBoard.open();
    try (ProgressPrinter printer = new ProgressPrinter(progress, context)) {
      int bins = context.config().train().bins();
      return stage.keep(
          TrainAdaptersStep.train(
              subsets,
              TrainingSubsets.authors(subsets, authors),
              bins > 0 ? bins : context.modelTasks(),
              training,
              progress),
          new Table("trained-" + seed, TrainAdaptersStep.SCHEMA));
    }
  }

  private List<LearningCurvePoint> written(Stage stage) {
    List<LearningCurvePoint> points = new ArrayList<>();
    stage
        .staged(context.spark(), LearningCurvePoint.TABLE)
        .collectAsList()
        .forEach(row -> points.add(LearningCurvePoint.fromRow(row)));
    return points;
  }
}
