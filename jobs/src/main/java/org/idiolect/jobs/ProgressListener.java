package org.idiolect.jobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.idiolect.train.Progress;
import scala.collection.Iterator;

/**
 * Receives the progress of running tasks from heartbeats. Spark adds an accumulator's value to the
 * driver's copy only when a task has ended; while it runs, listeners alone are told.
 */
final class ProgressListener extends SparkListener {
  private final long boardId;
  private final Map<String, Progress> latest = new ConcurrentHashMap<>();

  /**
   * Makes a listener.
   *
   * @param boardId id of the progress board among all accumulators
   */
  ProgressListener(long boardId) {
    this.boardId = boardId;
  }

  Map<String, Progress> latest() {
    return new TreeMap<>(latest);
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    heartbeat
        .accumUpdates()
        .foreach(
            task -> {
              take(task._4().iterator());
              return null;
            });
  }

  private void take(Iterator<AccumulableInfo> infos) {
    while (infos.hasNext()) {
      AccumulableInfo info = infos.next();
      if (info.id() == boardId && info.update().isDefined()) {
        ((Map<?, ?>) info.update().get()).values().forEach(p -> put((Progress) p));
      }
    }
  }

  private void put(Progress progress) {
    latest.put(progress.name(), progress);
  }
}
