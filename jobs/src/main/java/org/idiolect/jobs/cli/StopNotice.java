package org.idiolect.jobs.cli;

/**
 * The last line of a run that a signal stops: what is there, and how to go on. The way to the exit
 * code does not pass through the command then.
 */
final class StopNotice implements AutoCloseable {
  private final Thread hook;

  private StopNotice(Thread hook) {
    this.hook = hook;
  }

  /** From now on a signal is answered with the command that goes on. */
  static StopNotice of(String out, String runId) {
    String sentence =
        "idiolect: stopped by a signal; finished stages stay, go on with 'idiolect resume --out "
            + out
            + " --run-id "
            + runId
            + "'";
    Thread hook = new Thread(() -> System.err.println(sentence), "stop-notice");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopNotice(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The signal has come, and the hook has its say.
    }
  }
}
