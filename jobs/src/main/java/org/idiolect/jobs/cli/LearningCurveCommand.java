package org.idiolect.jobs.cli;

import java.util.List;
import org.idiolect.evaluate.LearningCurveConfig;
import org.idiolect.jobs.LearningCurveJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.table.StageCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect learning-curve}. */
@Command(
    name = "learning-curve",
    mixinStandardHelpOptions = true,
    description = {
      "How many messages does a person need? Adapters of some people of a finished run, trained on"
          + " their latest messages only, on the same held-out messages.",
      "Writes the table learning_curve and runs/ID/learning-curve.html. Give the --config and --set"
          + " that the run was given."
    })
final class LearningCurveCommand extends StageCommand {
  @Option(
      names = "--messages",
      split = ",",
      paramLabel = "N",
      defaultValue = "50,100,250,500,1000,2000,4000",
      description = "Latest training messages; all are tried too; default: ${DEFAULT-VALUE}.")
  List<Integer> messages;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "5",
      description = "Those with most training messages; default: ${DEFAULT-VALUE}.")
  int people;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "SEED",
      defaultValue = "1,2,3",
      description = "One adapter of each subset for each; default: ${DEFAULT-VALUE}.")
  List<Long> seeds;

  @Override
  String stage() {
    return LearningCurveJob.STAGE;
  }

  @Override
  StageCommit run(RunContext context) {
    StageCommit commit =
        LearningCurveJob.run(context, new LearningCurveConfig(messages, people, seeds));
    context.say("wrote %s", context.run().home() + "/" + LearningCurveJob.PAGE);
    return commit;
  }
}
