package org.idiolect.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.ForgetJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.Erasure;
import org.idiolect.table.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idiolect forget}. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = {
      "Erases a person from every run of an output folder.",
      "Their messages and names go, and every model, sample and report that has seen them;"
          + " 'resume' makes those again without the person. Later runs into the same folder leave"
          + " the person out. Your exports, event logs and copies of tables are yours to delete."
    })
final class ForgetCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  String out;

  @Option(
      names = "--author",
      required = true,
      paramLabel = "A",
      description = "Pseudonym, its unique prefix, or a name.")
  String author;

  @Override
  public Integer call() {
    try (OpenRun open = OpenRun.toWrite("forget", out, anyRun(), Settings.defaults())) {
      RunContext context = open.context();
      Erasure receipt = ForgetJob.run(context, author);
      receipt.runs().forEach(run -> say(context, run));
      context.say(
          receipt.runs().isEmpty()
              ? "%s was forgotten before: nothing of them is left"
              : "%s is forgotten; the receipt lies in forgotten/",
          receipt.authorId());
      return ExitCode.OK.code();
    }
  }

  /** Committed or not: what a killed attempt has left is to be erased as well. */
  private String anyRun() {
    return RunFolder.runIds(out, new Configuration()).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no run in " + out));
  }

  private void say(RunContext context, Erasure.OfRun run) {
    context.say(
        "run %s: %,d messages erased, %,d files removed; to train it again without them:",
        run.runId(), run.messages(), run.files());
    context.say("  idiolect resume --out %s --run-id %s", out, run.runId());
  }
}
