package org.idiolect.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.AuthorName;
import org.idiolect.clean.CleanStep;
import org.idiolect.clean.Forgotten;
import org.idiolect.clean.IngestResult;
import org.idiolect.clean.Message;
import org.idiolect.clean.RejectedPart;
import org.idiolect.clean.Source;
import org.idiolect.clean.SourcePath;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.ingest.IngestStep;
import org.idiolect.jobs.config.IdiolectConfig;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.table.Erasure;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Table;

/** exports -> messages, sources, rejects, names, sources_private. */
public final class IngestJob {
  public static final String STAGE = "ingest";

  private static final List<Table> TABLES =
      List.of(Source.TABLE, Message.TABLE, RejectedPart.TABLE, AuthorName.TABLE, SourcePath.TABLE);

  private static final Table EVENTS = new Table("events", ExportEvent.SCHEMA);

  private IngestJob() {}

  /**
   * Reads the exports and cleans what they hold.
   *
   * @throws InputRefusedException if there is no message in any file
   */
  public static StageCommit run(RunContext context, List<String> inputs) {
    Stage stage = Stage.open(context.run(), STAGE, TABLES.stream().map(Table::name).toList());
    IdiolectConfig config = context.config();
    PseudonymKey key = PseudonymKey.of(config.privacy());
    context.describe("read the exports");
    Dataset<Row> events =
        stage.keep(
            Forgotten.leaveOut(
                IngestStep.read(
                    context.spark(), inputs, config.ingest(), key, People.of(config.privacy())),
                Erasure.authorIds(context.run().files(), context.run().out())),
            EVENTS);
    context.describe("clean the messages");
    IngestResult result = CleanStep.clean(events, config.clean(), key);
    stage.write(result.messages(), Message.TABLE);
    Dataset<Row> kept = stage.staged(context.spark(), Message.TABLE);
    writeRest(context, stage, result.with(CleanStep.sources(events, kept)));
    requireMessages(stage);
    return stage.commit(context.settings(), List.of());
  }

  /** Writes and counts every table but the messages, which the stage has staged before. */
  static void writeRest(RunContext context, Stage stage, IngestResult tables) {
    stage.write(tables.sources(), Source.TABLE);
    stage.write(tables.rejects(), RejectedPart.TABLE);
    stage.write(tables.names(), AuthorName.TABLE);
    stage.write(tables.sourcesPrivate(), SourcePath.TABLE);
    count(context, stage);
    stage.countBy(context.spark(), RejectedPart.TABLE, RejectedPart.REASON, "rejects");
  }

  private static void count(RunContext context, Stage stage) {
    Row sums =
        stage
            .staged(context.spark(), Source.TABLE)
            .agg(
                total(Source.READ),
                total(Source.MESSAGES),
                total(Source.REJECTED),
                total(Source.DUPLICATES),
                total(Source.FILTERED),
                coalesce(sum(when(col(Source.STATUS).startsWith("FAILED"), 1L)), lit(0L)))
            .first();
    stage.count("read", sums.getLong(0));
    stage.count("kept", sums.getLong(1));
    stage.count("rejected", sums.getLong(2));
    stage.count("duplicate", sums.getLong(3));
    stage.count("filtered", sums.getLong(4));
    stage.count("files.failed", sums.getLong(5));
  }

  private static void requireMessages(Stage stage) {
    if (stage.counted("kept") == 0) {
      throw new InputRefusedException(
          "no message could be read from the input ("
              + stage.counted("read")
              + " found, "
              + stage.counted("rejected")
              + " rejected); 'idiolect inspect PATH' shows what each file is");
    }
  }

  private static Column total(String column) {
    return coalesce(sum(col(column)), lit(0L));
  }
}
