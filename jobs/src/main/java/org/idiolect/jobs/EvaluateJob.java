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
import org.idiolect.evaluate.Memorization;
import org.idiolect.evaluate.MemorizationStep;
import org.idiolect.evaluate.MessageNll;
import org.idiolect.evaluate.PerplexityStep;
import org.idiolect.evaluate.Question;
import org.idiolect.evaluate.QuestionAnswer;
import org.idiolect.evaluate.QuestionStep;
import org.idiolect.evaluate.ScoringModels;
import org.idiolect.evaluate.SessionNll;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.evaluate.StyleStep;
import org.idiolect.evaluate.TranscriptReport;
import org.idiolect.evaluate.TranscriptValidity;
import org.idiolect.evaluate.ValidityStep;
import org.idiolect.evaluate.attribution.AttributionReport;
import org.idiolect.evaluate.attribution.AttributionStep;
import org.idiolect.evaluate.attribution.DetectStep;
import org.idiolect.evaluate.attribution.Detection;
import org.idiolect.evaluate.attribution.JudgeConfig;
import org.idiolect.evaluate.attribution.JudgeRow;
import org.idiolect.evaluate.attribution.Verdicts;
import org.idiolect.generate.ContinuedTranscript;
import org.idiolect.generate.Sample;
import org.idiolect.model.ModelRegistry;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Table;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * messages, windows, authors, adapters, samples, transcripts -> message_nll, perplexity,
 * perplexity_by_author, comparisons, style, transcript_validity, transcript_report, questions,
 * memorization, attribution, detect.
 */
public final class EvaluateJob {
  public static final String STAGE = "evaluate";

  private static final List<Table> TABLES =
      List.of(
          MessageNll.TABLE,
          SessionNll.TABLE,
          AuthorPerplexity.TABLE,
          Comparison.TABLE,
          StyleProfile.TABLE,
          QuestionAnswer.TABLE,
          TranscriptValidity.TABLE,
          TranscriptReport.TABLE,
          JudgeRow.TABLE,
          Verdicts.TABLE,
          AttributionReport.TABLE,
          Memorization.TABLE,
          Detection.TABLE);

  private EvaluateJob() {}

  public static StageCommit run(RunContext context) {
    Stage stage = Stage.open(context.run(), STAGE, TABLES.stream().map(Table::name).toList());
    EvaluateConfig config = context.config().evaluate().withTasks(context.modelTasks());
    Dataset<Row> windows = context.read(PrepareJob.STAGE, TokenWindow.TABLE);
    Dataset<Row> adapters = context.read(TrainJob.STAGE, AdapterRow.TABLE);
    ScoringModels models =
        new Gpt2ScoringModels(
            context.baseModel(), context.sharedModel(), context.compute(), ModelRegistry::get);
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
    context.describe("look for training text in imitations");
    stage.write(
        MemorizationStep.search(
            context.read(IngestJob.STAGE, Message.TABLE),
            windows,
            context.read(GenerateJob.STAGE, Sample.TABLE)),
        Memorization.TABLE);
    readTranscripts(context, stage);
    ask(context, stage);
    if (context.config().attribution().enabled()) {
      attribute(context, stage, windows);
    }
    return stage.commit(
        context.settings(),
        List.of(IngestJob.STAGE, PrepareJob.STAGE, TrainJob.STAGE, GenerateJob.STAGE));
  }

  private static void readTranscripts(RunContext context, Stage stage) {
    context.describe("read continued conversations back");
    Dataset<Row> transcripts = context.read(GenerateJob.STAGE, ContinuedTranscript.TABLE);
    stage.write(ValidityStep.read(transcripts), TranscriptValidity.TABLE);
    stage.write(
        ValidityStep.report(stage.staged(context.spark(), TranscriptValidity.TABLE), transcripts),
        TranscriptReport.TABLE);
  }

  private static void ask(RunContext context, Stage stage) {
    List<Question> questions = context.config().ask().asked();
    if (!questions.isEmpty()) {
      context.describe("ask questions of the base and the shared model");
      stage.write(
          QuestionStep.answer(
              context.spark(),
              questions,
              context.baseModel(),
              context.sharedModel(),
              context.compute(),
              context.config().ask().maxNewTokens()),
          QuestionAnswer.TABLE);
    }
  }

  private static void attribute(RunContext context, Stage stage, Dataset<Row> windows) {
    JudgeConfig config = context.config().attribution();
    List<String> candidates =
        AttributionStep.candidates(context.read(PrepareJob.STAGE, Author.TABLE), config);
    if (candidates.size() < 2) {
      stage.note("attribution needs two eligible people, there are " + candidates.size());
      return;
    }
    context.describe("learn who writes how");
    AttributionStep step =
        AttributionStep.of(
            context.read(IngestJob.STAGE, Message.TABLE),
            windows,
            context.read(GenerateJob.STAGE, Sample.TABLE),
            candidates,
            config,
            context.sharedModel(),
            stage.model("attribution").toUri().getPath(),
            context.compute());
    stage.write(step.train(), JudgeRow.TABLE);
    context.describe("ask whom texts sound like");
    stage.write(step.judge(context.modelTasks()), Verdicts.TABLE);
    stage.write(
        AttributionReport.of(stage.staged(context.spark(), Verdicts.TABLE), candidates.size()),
        AttributionReport.TABLE);
    context.describe("tell imitations from people");
    stage.write(
        DetectStep.judge(
            context.read(IngestJob.STAGE, Message.TABLE),
            windows,
            context.read(GenerateJob.STAGE, Sample.TABLE),
            candidates,
            config),
        Detection.TABLE);
  }
}
