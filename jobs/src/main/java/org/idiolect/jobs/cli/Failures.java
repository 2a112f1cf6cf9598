package org.idiolect.jobs.cli;

/** Turns a failure into the sentence a person reads last. */
final class Failures {
  private Failures() {}

  /**
   * What to do about a want of memory; else the message of the innermost cause that has one, since
   * Spark wraps what a task threw.
   */
  static String sentence(Throwable failure) {
    return OutOfMemory.advice(failure).orElseGet(() -> innermost(failure));
  }

  private static String innermost(Throwable failure) {
    String sentence = failure.toString();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        sentence = cause.getMessage();
      }
    }
    String firstLine = sentence.lines().findFirst().orElse(sentence);
    return firstLine + (System.getenv("IDIOLECT_STACKTRACE") == null ? hint(failure) : "");
  }

  private static String hint(Throwable failure) {
    return ExitCode.of(failure) == ExitCode.FAILED
        ? " (set IDIOLECT_STACKTRACE=1 for the whole trace)"
        : "";
  }
}
