package org.idiolect.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.idiolect.table.StageCommit;

/** All stages in order. A stage that is committed is not repeated: that is what resuming means. */
public final class PipelineJob {
  private PipelineJob() {}

  /** The commits of all stages, by name, in order. */
  public static Map<String, StageCommit> run(RunContext context, RunRequest request) {
    Map<String, Function<RunContext, StageCommit>> stages = new LinkedHashMap<>();
    stages.put(IngestJob.STAGE, c -> IngestJob.run(c, request.inputs()));
    stages.put(PrepareJob.STAGE, PrepareJob::run);
    stages.put(TrainJob.STAGE, TrainJob::run);
    stages.put(GenerateJob.STAGE, GenerateJob::run);
    stages.put(EvaluateJob.STAGE, EvaluateJob::run);
    stages.put(ReportJob.STAGE, ReportJob::run);
    Map<String, StageCommit> commits = new LinkedHashMap<>();
    stages.forEach((name, stage) -> commits.put(name, runOrRead(context, name, stage)));
    return commits;
  }

  private static StageCommit runOrRead(
      RunContext context, String name, Function<RunContext, StageCommit> stage) {
    if (context.run().isCommitted(name)) {
      context.say("%-8s  done before", name);
      return context.run().readCommit(name);
    }
    context.enter(name);
    context.say("%-8s  ...", name);
    StageCommit commit = stage.apply(context);
    context.say("%-8s  %s in %.1f s", name, Summary.of(commit), commit.seconds());
    return commit;
  }
}
