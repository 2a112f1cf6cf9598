package org.idiolect.jobs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.clean.Source;
import org.idiolect.evaluate.AuthorPerplexity;
import org.idiolect.evaluate.Comparison;
import org.idiolect.evaluate.Memorization;
import org.idiolect.evaluate.QuestionAnswer;
import org.idiolect.evaluate.ScalingPoint;
import org.idiolect.evaluate.StyleProfile;
import org.idiolect.evaluate.TranscriptReport;
import org.idiolect.evaluate.attribution.AttributionReport;
import org.idiolect.evaluate.attribution.Detection;
import org.idiolect.generate.Sample;
import org.idiolect.report.ReportData;
import org.idiolect.report.ReportPage;
import org.idiolect.report.ReportStep;
import org.idiolect.report.ReportTables;
import org.idiolect.table.RunFolder;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Table;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.TrainingRow;
import org.idiolect.window.Author;

/** Everything so far -> the page, and run_status. */
public final class ReportJob {
  public static final String STAGE = "report";

  /** The page in the run's folder. */
  public static final String PAGE = "report.html";

  private static final Table RUN_STATUS =
      new Table(
          "run_status",
          new StructType()
              .add("stage", DataTypes.StringType, false)
              .add("state", DataTypes.StringType, false)
              .add("rows", DataTypes.LongType, false)
              .add("seconds", DataTypes.DoubleType, false)
              .add("committed_at", DataTypes.StringType, false)
              .add("first_cause", DataTypes.StringType, true)
              .add(
                  "counts",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false),
                  false));

  private static final List<String> INPUTS =
      List.of(
          IngestJob.STAGE,
          PrepareJob.STAGE,
          TrainJob.SHARED_STAGE,
          TrainJob.STAGE,
          GenerateJob.STAGE,
          EvaluateJob.STAGE);

  private ReportJob() {}

  public static StageCommit run(RunContext context) {
    Stage stage = Stage.open(context.run(), STAGE, List.of(RUN_STATUS.name()));
    context.describe("compile the report");
    ReportData data =
        ReportStep.assemble(tables(context), facts(context), context.config().report());
    stage.document(PAGE, ReportPage.render(data));
    stage.write(status(context), RUN_STATUS);
    return stage.commit(context.settings(), INPUTS);
  }

  private static ReportTables tables(RunContext context) {
    return new ReportTables(
        context.read(IngestJob.STAGE, Source.TABLE),
        context.names(),
        context.read(PrepareJob.STAGE, Author.TABLE),
        context.read(TrainJob.STAGE, TrainingRow.TABLE),
        context.read(TrainJob.STAGE, AdapterRow.TABLE),
        context.read(GenerateJob.STAGE, Sample.TABLE),
        context.read(EvaluateJob.STAGE, AuthorPerplexity.TABLE),
        context.read(EvaluateJob.STAGE, Comparison.TABLE),
        context.read(EvaluateJob.STAGE, StyleProfile.TABLE),
        written(context, EvaluateJob.STAGE, AttributionReport.TABLE),
        written(context, EvaluateJob.STAGE, Detection.TABLE),
        written(context, EvaluateJob.STAGE, Memorization.TABLE),
        written(context, EvaluateJob.STAGE, TranscriptReport.TABLE),
        written(context, EvaluateJob.STAGE, QuestionAnswer.TABLE),
        written(context.of(scaling(context)), ScalingJob.STAGE, ScalingPoint.TABLE));
  }

  /** Sizes are compared by a run of their own beside this one. */
  private static RunFolder scaling(RunContext context) {
    return RunFolder.of(
        context.run().out().toString(),
        ScalingJob.RUN_ID,
        context.spark().sparkContext().hadoopConfiguration());
  }

  /** A table that only some runs write; null when this one has not. */
  private static Dataset<Row> written(RunContext context, String stage, Table table) {
    return context.run().isCommitted(stage)
            && context.run().readCommit(stage).tables().containsKey(table.name())
        ? context.read(stage, table)
        : null;
  }

  private static ReportData.Run facts(RunContext context) {
    List<ReportData.Fact> facts = new ArrayList<>();
    for (String stage : INPUTS) {
      StageCommit commit = context.run().readCommit(stage);
      facts.add(
          new ReportData.Fact(
              "stage " + stage, String.format("%.1f s, %s", commit.seconds(), Summary.of(commit))));
    }
    StageCommit ingest = context.run().readCommit(IngestJob.STAGE);
    facts.add(new ReportData.Fact("program version", ingest.codeVersion()));
    facts.add(new ReportData.Fact("settings SHA-256", ingest.settingsSha256()));
    context.settings().forEach((key, value) -> facts.add(new ReportData.Fact(key, value)));
    return new ReportData.Run(
        context.config().report().title(),
        context.run().runId(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "idiolect resume --out OUT --run-id " + context.run().runId(),
        facts);
  }

  private static Dataset<Row> status(RunContext context) {
    List<Row> rows = new ArrayList<>();
    for (String stage : INPUTS) {
      StageCommit commit = context.run().readCommit(stage);
      long written = commit.tables().values().stream().mapToLong(Long::longValue).sum();
      rows.add(
          RowFactory.create(
              stage,
              "committed",
              written,
              commit.seconds(),
              commit.committedAt(),
              commit.notes().stream().findFirst().orElse(null),
              commit.counts()));
    }
    return context.spark().createDataFrame(rows, RUN_STATUS.schema()).coalesce(1);
  }
}
