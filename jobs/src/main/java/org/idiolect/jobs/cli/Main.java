package org.idiolect.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code idiolect}. */
@Command(
    name = "idiolect",
    version = "idiolect 0.1.0",
    mixinStandardHelpOptions = true,
    description = "Learns how each person texts, from chat exports, and writes like them.",
    footer = {
      "",
      "Start with 'idiolect demo', then 'idiolect inspect YOUR-EXPORTS' and 'idiolect run'.",
      "Exit codes: 0 ok, 2 usage, 3 configuration, 4 input refused, 5 data-quality gate,",
      "6 done but some authors or files failed, 7 resources, 8 output held, 9 corruption."
    },
    subcommands = {
      DemoCommand.class,
      InspectCommand.class,
      RunCommand.class,
      IngestCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      ReportCommand.class,
      ResumeCommand.class,
      PretrainCommand.class,
      ScalingCommand.class,
      LearningCurveCommand.class,
      SampleCommand.class,
      ServeCommand.class,
      ScoreCommand.class,
      TrainStepsCommand.class,
      AskCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ForgetCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      GenerateSamplesCommand.class,
      CheckGpusCommand.class,
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs one command and returns its exit code. */
  public static int execute(String... arguments) {
    CommandLine line = line();
    if (arguments.length == 0) {
      line.usage(System.out);
      return ExitCode.USAGE.code();
    }
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      // Not an Exception, so the handler above never sees it.
      System.err.println("idiolect: " + Failures.sentence(e));
      return ExitCode.RESOURCES.code();
    }
  }

  /** The command line as it is parsed. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Main::misused);
    line.setExecutionExceptionHandler(Main::failed);
    return line;
  }

  private static int misused(ParameterException failure, String[] arguments) {
    PrintWriter err = failure.getCommandLine().getErr();
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    err.println("idiolect: " + failure.getMessage() + "; see '" + command + " --help'");
    return ExitCode.USAGE.code();
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    if (System.getenv("IDIOLECT_STACKTRACE") != null) {
      failure.printStackTrace(line.getErr());
    }
    line.getErr().println("idiolect: " + Failures.sentence(failure));
    return ExitCode.of(failure).code();
  }

  /** The names of all commands, for tests of the documentation. */
  static List<String> commands() {
    return List.copyOf(new CommandLine(new Main()).getSubcommands().keySet());
  }
}
