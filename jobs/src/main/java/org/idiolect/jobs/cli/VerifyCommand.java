package org.idiolect.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.EvaluateJob;
import org.idiolect.jobs.GenerateJob;
import org.idiolect.jobs.IngestJob;
import org.idiolect.jobs.LearningCurveJob;
import org.idiolect.jobs.PrepareJob;
import org.idiolect.jobs.ReportJob;
import org.idiolect.jobs.Summary;
import org.idiolect.jobs.TrainJob;
import org.idiolect.table.CorruptTableException;
import org.idiolect.table.RunFolder;
import org.idiolect.table.StageCommit;
import org.idiolect.table.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compares every file of a run with its checksum, and checks that counts add up.")
final class VerifyCommand implements Callable<Integer> {
  private static final List<String> STAGES =
      List.of(
          IngestJob.STAGE,
          PrepareJob.STAGE,
          TrainJob.SHARED_STAGE,
          TrainJob.STAGE,
          GenerateJob.STAGE,
          EvaluateJob.STAGE,
          ReportJob.STAGE,
          LearningCurveJob.STAGE);

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  String out;

  @Option(names = "--run-id", paramLabel = "ID", description = "Default: the newest run.")
  String runId;

  @Override
  public Integer call() {
    RunFolder run = RunFolder.of(out, OpenRun.existing(out, runId), new Configuration());
    List<String> committed = STAGES.stream().filter(run::isCommitted).toList();
    List<String> problems =
        committed.stream().flatMap(stage -> Tables.verify(run, stage).stream()).toList();
    for (String stage : committed) {
      StageCommit commit = run.readCommit(stage);
      System.out.printf("%-12s  %d files, %s%n", stage, commit.files().size(), Summary.of(commit));
    }
    problems.forEach(System.out::println);
    if (!problems.isEmpty()) {
      throw new CorruptTableException(
          problems.size()
              + " files of run "
              + run.runId()
              + " are damaged; run it again under a new"
              + " --run-id");
    }
    requireSum(run);
    System.out.println("run " + run.runId() + " is intact");
    return ExitCode.OK.code();
  }

  private static void requireSum(RunFolder run) {
    if (!run.isCommitted(IngestJob.STAGE)) {
      return;
    }
    StageCommit ingest = run.readCommit(IngestJob.STAGE);
    System.out.println(Summary.messages(ingest));
    long sum =
        ingest.count("kept")
            + ingest.count("rejected")
            + ingest.count("duplicate")
            + ingest.count("filtered");
    if (ingest.count("read") != sum) {
      throw new CorruptTableException(
          "messages read " + ingest.count("read") + " are not the sum " + sum + " of their fates");
    }
  }
}
