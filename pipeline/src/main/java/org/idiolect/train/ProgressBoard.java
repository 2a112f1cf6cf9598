package org.idiolect.train;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * The latest progress of every phase. An accumulator without a name: its values ride on heartbeats
 * and appear neither in the web UI nor in the event log, because a sample is text. Of the phases
 * that are done only some stay, so that memory does not grow with the number of authors.
 */
public final class ProgressBoard extends AccumulatorV2<Progress, Map<String, Progress>> {
  private static final int LIMIT = 256;

  private final Map<String, Progress> latest = new ConcurrentHashMap<>();

  @Override
  public boolean isZero() {
    return latest.isEmpty();
  }

  @Override
  public ProgressBoard copy() {
    ProgressBoard copy = new ProgressBoard();
    copy.latest.putAll(latest);
    return copy;
  }

  @Override
  public void reset() {
    latest.clear();
  }

  @Override
  public void add(Progress progress) {
    if (latest.size() >= LIMIT) {
      latest.values().removeIf(Progress::isDone);
    }
    latest.merge(progress.name(), progress, ProgressBoard::later);
  }

  @Override
  public void merge(AccumulatorV2<Progress, Map<String, Progress>> other) {
    other.value().values().forEach(this::add);
  }

  @Override
  public Map<String, Progress> value() {
    return new TreeMap<>(latest);
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
