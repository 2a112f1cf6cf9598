package org.idiolect.train;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest progress of every phase, as the driver knows it; tasks have copies that send what they
 * are told to the driver's own.
 *
 * <p>Messages go over {@link ProgressPlugin} and appear neither in the web UI nor in the event log,
 * because a sample is text. Of the phases that are done only some stay, so that memory does not
 * grow with the number of authors.
 */
public final class ProgressBoard implements Serializable, AutoCloseable {
  private static final int LIMIT = 256;

  /** Livelier than people can read, and no load for the driver whatever the number of tasks. */
  private static final long LEAST_MILLIS_BETWEEN = 200;

  private static final Map<String, ProgressBoard> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  /** Null in the copies of tasks. */
  private final transient Map<String, Progress> latest = new ConcurrentHashMap<>();

  private transient long lastSentMillis;

  /** Phases that are done and no longer among the latest. */
  private transient long forgotten;

  /** A board that tasks can reach until it is closed. */
  public static ProgressBoard open() {
    ProgressBoard board = new ProgressBoard();
    OPEN.put(board.id, board);
    return board;
  }

  /** Takes a message of a task; one for a closed board is too late and of no interest. */
  static void receive(Message message) {
    ProgressBoard board = OPEN.get(message.board());
    if (board != null) {
      board.add(message.progress());
    }
  }

  /** What travels from a task to the driver. */
  record Message(String board, Progress progress) implements Serializable {}

  /** Shows progress: here on the driver, from a task by a message. */
  public synchronized void add(Progress progress) {
    if (latest == null) {
      send(progress);
      return;
    }
    if (latest.size() >= LIMIT) {
      int before = latest.size();
      latest.values().removeIf(Progress::isDone);
      forgotten += before - latest.size();
    }
    latest.merge(progress.name(), progress, ProgressBoard::later);
  }

  private void send(Progress progress) {
    long now = System.currentTimeMillis();
    boolean isNews = progress.isDone() || progress.sample() != null;
    if (isNews || now - lastSentMillis >= LEAST_MILLIS_BETWEEN) {
      lastSentMillis = now;
      ProgressPlugin.send(new Message(id, progress));
    }
  }

  /** The latest of each phase, by name. */
  public Map<String, Progress> value() {
    return new TreeMap<>(latest);
  }

  /** How many phases are done, also those that {@link #value} no longer holds. */
  public synchronized long done() {
    return forgotten + latest.values().stream().filter(Progress::isDone).count();
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  private static Progress later(Progress one, Progress other) {
    Progress newer = other.step() >= one.step() ? other : one;
    if (newer.sample() != null || one.sample() == null) {
      return newer;
    }
    return new Progress(
        newer.name(),
        newer.step(),
        newer.steps(),
        newer.trainNats(),
        newer.validationNats(),
        newer.tokensPerSecond(),
        newer.secondsLeft(),
        one.sample());
  }
}
