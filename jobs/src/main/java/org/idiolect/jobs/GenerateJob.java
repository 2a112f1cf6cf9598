package org.idiolect.jobs;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.generate.ContinuedTranscript;
import org.idiolect.generate.GenerateStep;
import org.idiolect.generate.GenerationTask;
import org.idiolect.generate.Sample;
import org.idiolect.generate.TranscriptStep;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/** messages, windows, authors, adapters, models -> samples, transcripts. */
public final class GenerateJob {
  public static final String STAGE = "generate";

  private GenerateJob() {}

  public static StageCommit run(RunContext context) {
    Stage stage =
        Stage.open(
            context.run(), STAGE, List.of(Sample.TABLE.name(), ContinuedTranscript.TABLE.name()));
    Dataset<Row> windows = context.read(PrepareJob.STAGE, TokenWindow.TABLE);
    Dataset<Row> adapters = context.read(TrainJob.STAGE, AdapterRow.TABLE);
    GenerationTask task =
        new GenerationTask(
            context.baseModel(),
            context.sharedModel(),
            context.config().window().blockSize(),
            context.config().generate(),
            context.compute());
    context.describe("imitate the authors on held-out messages");
    stage.write(
        GenerateStep.generate(
            context.read(IngestJob.STAGE, Message.TABLE),
            windows,
            context.read(PrepareJob.STAGE, Author.TABLE),
            adapters,
            task,
            context.modelTasks()),
        Sample.TABLE);
    context.describe("let held-out conversations go on");
    stage.write(
        TranscriptStep.goOn(
            context.read(IngestJob.STAGE, Message.TABLE),
            windows,
            adapters,
            task,
            context.config().transcripts(),
            context.modelTasks()),
        ContinuedTranscript.TABLE);
    return stage.commit(
        context.settings(), List.of(IngestJob.STAGE, PrepareJob.STAGE, TrainJob.STAGE));
  }
}
