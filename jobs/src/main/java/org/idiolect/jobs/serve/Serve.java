package org.idiolect.jobs.serve;

import java.io.PrintStream;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.table.RunFolder;

/** Opens a run and serves its page until the process ends. */
public final class Serve {
  private Serve() {}

  /**
   * Blocks until the thread is interrupted.
   *
   * @param port 0 = any free one
   * @param names whether people appear by name
   */
  public static void run(
      RunFolder run,
      ComputeConfig compute,
      IngestConfig ingest,
      int port,
      boolean names,
      PrintStream people)
      throws InterruptedException {
    try (ServedRun served = ServedRun.open(run, compute, names);
        PageServer page = PageServer.start(served, new Imitator(served, ingest), port)) {
      people.printf("%d people of run %s%n", served.people().size(), run.runId());
      people.printf("open %s   (stop with Ctrl-C)%n", page.address());
      Thread.currentThread().join();
    }
  }
}
