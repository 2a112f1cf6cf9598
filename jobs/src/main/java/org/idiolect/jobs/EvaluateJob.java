package org.idiolect.jobs;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.evaluate.AuthorPerplexity;
import org.idiolect.evaluate.Comparison;
import org.idiolect.evaluate.EvaluateConfig;
import org.idiolect.evaluate.EvaluateStep;
import org.idiolect.evaluate.Gpt2ScoringModels;
import org.idiolect.evaluate.MessageNll;
import org.idiolect.evaluate.PerplexityStep;
import org.idiolect.evaluate.ScoringModels;
import org.idiolect.evaluate.SessionNll;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.evaluate.StyleStep;
import org.idiolect.generate.Sample;
import org.idiolect.model.ModelRegistry;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Table;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.TokenWindow;

/**
 * windows, adapters, samples -> message_nll, perplexity, perplexity_by_author, comparisons, style.
 */
public final class EvaluateJob {
  public static final String STAGE = "evaluate";

  private static final List<Table> TABLES =
      List.of(
          MessageNll.TABLE,
          SessionNll.TABLE,
          AuthorPerplexity.TABLE,
          Comparison.TABLE,
          StyleProfile.TABLE);

  private EvaluateJob() {}

  public static StageCommit run(RunContext context) {
    Stage stage = Stage.open(context.run(), STAGE, TABLES.stream().map(Table::name).toList());
    EvaluateConfig config = context.config().evaluate().withTasks(context.modelTasks());
    Dataset<Row> windows = context.read(PrepareJob.STAGE, TokenWindow.TABLE);
    Dataset<Row> adapters = context.read(TrainJob.STAGE, AdapterRow.TABLE);
    ScoringModels models =
        new Gpt2ScoringModels(
            context.baseModel(),
            context.sharedModel(),
            context.config().train().compute().resolved(),
            ModelRegistry::get);
    context.describe("score held-out messages under base, shared, own and swapped models");
    stage.write(EvaluateStep.score(windows, adapters, models, config), MessageNll.TABLE);
    context.describe("perplexity with intervals");
    stage.write(
        PerplexityStep.bySession(stage.staged(context.spark(), MessageNll.TABLE)),
        SessionNll.TABLE);
    Dataset<Row> rates =
        PerplexityStep.rates(stage.staged(context.spark(), SessionNll.TABLE), config).cache();
    stage.write(PerplexityStep.byAuthor(rates, config), AuthorPerplexity.TABLE);
    stage.write(PerplexityStep.compare(rates, config), Comparison.TABLE);
    rates.unpersist();
    context.describe("compare styles");
    stage.write(
        StyleStep.profile(
            context.read(IngestJob.STAGE, Message.TABLE),
            windows,
            context.read(GenerateJob.STAGE, Sample.TABLE),
            config),
        StyleProfile.TABLE);
    return stage.commit(
        context.settings(),
        List.of(IngestJob.STAGE, PrepareJob.STAGE, TrainJob.STAGE, GenerateJob.STAGE));
  }
}
