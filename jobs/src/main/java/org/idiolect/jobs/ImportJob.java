package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraAdapter;
import org.idiolect.table.RunCopy;
import org.idiolect.table.RunFolder;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Tables;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.TrainAdaptersStep;
import org.idiolect.train.TrainingRow;

/**
 * An adapter that PEFT trained on the shared model, as the adapter of one author in a new run.
 *
 * <p>The new run shares the tables and the model of the run that the author comes from, up to
 * training; samples, evaluation and report are its own: {@code resume} makes them.
 */
public final class ImportJob {
  private static final List<String> SHARED_STAGES =
      List.of(IngestJob.STAGE, PrepareJob.STAGE, TrainJob.SHARED_STAGE);

  private ImportJob() {}

  /**
   * Checks the adapter, then makes the run of the context.
   *
   * @param context the new run
   * @param source the run that the author and the shared model come from
   * @param author pseudonym, its unique prefix, or a name
   * @param folder PEFT's folder
   */
  public static StageCommit run(RunContext context, RunFolder source, String author, Path folder) {
    RunContext from = context.of(source);
    String authorId = AuthorLookup.find(from, author);
    Path shared = Path.of(from.sharedModel());
    String sharedSha256 = Gpt2Weights.sha256(shared);
    LoraAdapter adapter = PeftFolder.read(folder, Gpt2Config.read(shared), sharedSha256);
    Dataset<Row> others =
        from.read(TrainJob.STAGE, AdapterRow.TABLE).filter(col("author_id").notEqual(authorId));
    Dataset<Row> imported =
        context
            .spark()
            .createDataFrame(
                List.of(AdapterRow.imported(authorId, adapter, sharedSha256)), AdapterRow.SCHEMA);
    RunCopy copy = new RunCopy(source, context.run());
    SHARED_STAGES.forEach(copy::stage);
    copy.document(RunRequest.FILE);
    return write(context, from, others.unionByName(imported), authorId);
  }

  private static StageCommit write(
      RunContext context, RunContext from, Dataset<Row> adapters, String authorId) {
    Stage stage =
        Stage.open(
            context.run(),
            TrainJob.STAGE,
            List.of(TrainingRow.TABLE.name(), AdapterRow.TABLE.name()));
    stage.write(adapters, AdapterRow.TABLE);
    stage.write(
        Tables.read(from.spark(), from.run(), TrainJob.STAGE, TrainingRow.TABLE)
            .filter(col("author_id").isNull().or(col("author_id").notEqual(authorId))),
        TrainingRow.TABLE);
    stage.countBy(context.spark(), AdapterRow.TABLE, "status", "adapters");
    stage.note("the adapter of author " + authorId + " was imported");
    TrainAdaptersStep.failures(stage.staged(context.spark(), AdapterRow.TABLE))
        .forEach(stage::note);
    return stage.commit(
        from.run().readCommit(TrainJob.STAGE).settings(),
        List.of(PrepareJob.STAGE, TrainJob.SHARED_STAGE));
  }
}
