package org.idiolect.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.idiolect.train.Progress;
import org.idiolect.train.ProgressBoard;

/**
 * Shows training while it runs: one live line on a terminal, a plain line every half minute
 * otherwise, and each measurement on a line of its own, with a sample where texts may be shown.
 */
final class ProgressPrinter implements AutoCloseable {
  private static final long LIVE_MILLIS = 1_000;
  private static final long PLAIN_MILLIS = 30_000;

  private final ProgressBoard board;
  private final PrintStream out;
  private final boolean showsTexts;
  private final boolean live;
  private final Thread thread;
  private final Map<String, String> samples = new TreeMap<>();
  private long lastPlainMillis = System.currentTimeMillis();
  private volatile boolean open = true;

  ProgressPrinter(ProgressBoard board, RunContext context) {
    this.board = board;
    this.out = context.people();
    this.showsTexts = context.showsTexts();
    this.live = System.console() != null && System.getenv("NO_COLOR") == null;
    this.thread = new Thread(this::watch, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (open) {
      try {
        Thread.sleep(LIVE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      show();
    }
  }

  private synchronized void show() {
    Map<String, Progress> all = board.value();
    all.values().forEach(this::showSample);
    if (live) {
      out.print("\r\033[K" + line(all, board.done()));
      out.flush();
    } else if (System.currentTimeMillis() - lastPlainMillis > PLAIN_MILLIS && !all.isEmpty()) {
      lastPlainMillis = System.currentTimeMillis();
      out.println(line(all, board.done()));
    }
  }

  private void showSample(Progress progress) {
    if (progress.sample() != null
        && !Objects.equals(samples.put(progress.name(), progress.sample()), progress.sample())) {
      out.printf(
          Locale.ROOT,
          "%s  step %d/%d  validation loss %.3f%s%n",
          live ? "\r\033[K" + progress.name() : progress.name(),
          progress.step(),
          progress.steps(),
          progress.validationNats(),
          showsTexts ? "  it writes: " + progress.sample() : "");
    }
  }

  private static String line(Map<String, Progress> all, long done) {
    return all.values().stream()
        .filter(progress -> !progress.isDone())
        .findFirst()
        .map(progress -> done + " done · " + running(progress))
        .orElse(done + " done");
  }

  private static String running(Progress now) {
    if (now.step() == 0) {
      return now.name() + "  starts, " + now.steps() + " steps";
    }
    return String.format(
        Locale.ROOT,
        "%s  step %d/%d  loss %.3f (validation %.3f)  %,.0f tokens/s  ETA %s",
        now.name(),
        now.step(),
        now.steps(),
        now.trainNats(),
        now.validationNats(),
        now.tokensPerSecond(),
        eta(now.secondsLeft()));
  }

  private static String eta(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "?";
    }
    Duration left = Duration.ofSeconds((long) seconds);
    return left.toHours() > 0
        ? left.toHours() + "h " + left.toMinutesPart() + "m"
        : left.toMinutes() + "m " + left.toSecondsPart() + "s";
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    synchronized (this) {
      board.value().values().forEach(this::showSample);
      board.close();
      if (live) {
        out.print("\r\033[K");
        out.flush();
      }
    }
  }
}
