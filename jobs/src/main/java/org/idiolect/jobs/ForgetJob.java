package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Forgotten;
import org.idiolect.clean.IngestResult;
import org.idiolect.clean.Message;
import org.idiolect.clean.RejectedPart;
import org.idiolect.clean.Source;
import org.idiolect.clean.SourcePath;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.table.Erasure;
import org.idiolect.table.RunFolder;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Withdrawal;

/**
 * Erases a person from every run of an output folder.
 *
 * <p>Their messages and names leave the tables of ingest. Everything after ingest goes, since their
 * words stood in the windows, the shared model and so in everybody's adapter; {@code resume} makes
 * it again without them. The receipt is written first and again at the end: a killed attempt is
 * finished by the next one, and no run in between can take the person in.
 */
public final class ForgetJob {
  private final RunContext context;
  private final Configuration hadoop;

  private ForgetJob(RunContext context) {
    this.context = context;
    this.hadoop = context.spark().sparkContext().hadoopConfiguration();
  }

  /**
   * Erases one person.
   *
   * @param context any run of the folder
   * @param author pseudonym, its unique prefix, or a name
   * @return the receipt; its runs are empty when the person was forgotten before
   * @throws ConfigException if nobody or more than one person fits
   */
  public static Erasure run(RunContext context, String author) {
    return new ForgetJob(context).erase(author);
  }

  private Erasure erase(String author) {
    List<RunContext> runs =
        RunFolder.runIds(out(), hadoop).stream()
            .map(id -> context.of(RunFolder.of(out(), id, hadoop)))
            .toList();
    String authorId = find(runs, author);
    RunFolder folder = context.run();
    String now = Instant.now().toString();
    new Erasure(authorId, now, List.of()).write(folder.files(), folder.out());
    List<Erasure.OfRun> erased = new ArrayList<>();
    runs.forEach(run -> eraseFrom(run, authorId).ifPresent(erased::add));
    Erasure receipt = new Erasure(authorId, now, erased);
    receipt.write(folder.files(), folder.out());
    return receipt;
  }

  private String out() {
    return context.run().out().toString();
  }

  private String find(List<RunContext> runs, String author) {
    Set<String> before = Erasure.authorIds(context.run().files(), context.run().out());
    Optional<Dataset<Row>> names =
        runs.stream()
            .filter(ForgetJob::isIngested)
            .map(RunContext::names)
            .reduce(Dataset::unionByName);
    List<String> found = new ArrayList<>();
    names.ifPresent(table -> found.addAll(AuthorLookup.all(table, author)));
    if (found.isEmpty()) {
      before.stream().filter(id -> id.startsWith(author)).forEach(found::add);
    }
    return AuthorLookup.one(found);
  }

  private static boolean isIngested(RunContext run) {
    return run.run().isCommitted(IngestJob.STAGE);
  }

  private Optional<Erasure.OfRun> eraseFrom(RunContext run, String authorId) {
    if (!isIngested(run)) {
      // What a killed ingest has left may hold anybody's messages; it starts over anyway.
      long files = Withdrawal.allBut(Set.of(), Set.of(RunRequest.FILE), run.run());
      return files == 0
          ? Optional.empty()
          : Optional.of(new Erasure.OfRun(run.run().runId(), 0, files));
    }
    Column theirs = col(Message.AUTHOR_ID).equalTo(authorId);
    long messages = run.read(IngestJob.STAGE, Message.TABLE).filter(theirs).count();
    if (messages == 0 && run.names().filter(theirs).isEmpty()) {
      return Optional.empty();
    }
    long files = Withdrawal.allBut(Set.of(IngestJob.STAGE), Set.of(RunRequest.FILE), run.run());
    rewriteIngest(run, authorId);
    return Optional.of(new Erasure.OfRun(run.run().runId(), messages, files));
  }

  private static void rewriteIngest(RunContext run, String authorId) {
    StageCommit before = run.run().readCommit(IngestJob.STAGE);
    IngestResult tables =
        new IngestResult(
            run.read(IngestJob.STAGE, Source.TABLE),
            run.read(IngestJob.STAGE, Message.TABLE),
            run.read(IngestJob.STAGE, RejectedPart.TABLE),
            run.names(),
            run.read(IngestJob.STAGE, SourcePath.TABLE));
    Stage stage = Stage.rewrite(run.run(), IngestJob.STAGE);
    IngestResult kept = Forgotten.leaveOut(tables, authorId);
    stage.write(kept.messages(), Message.TABLE);
    IngestJob.writeRest(run, stage, kept);
    stage.commit(before.settings(), before.inputs());
  }
}
