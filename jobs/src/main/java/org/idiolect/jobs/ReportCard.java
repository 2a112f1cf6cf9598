package org.idiolect.jobs;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.idiolect.model.CardFacts;
import org.idiolect.model.ComputeConfig;
import org.idiolect.train.TaskDevice;

/** Says which card its task has, and holds it for a moment. */
final class ReportCard implements FlatMapFunction<Iterator<Integer>, CardUse> {
  /** Long enough for tasks that should wait for each other to overlap if they do not. */
  private static final long HOLD_MILLIS = 500;

  private final ComputeConfig compute;

  ReportCard(ComputeConfig compute) {
    this.compute = compute;
  }

  @Override
  public Iterator<CardUse> call(Iterator<Integer> numbers) throws InterruptedException {
    long start = System.currentTimeMillis();
    ComputeConfig settled = TaskDevice.of(compute);
    CardFacts facts = CardFacts.of(settled);
    Thread.sleep(HOLD_MILLIS);
    SparkEnv executor = SparkEnv.get();
    return List.of(
            new CardUse(
                TaskContext.getPartitionId(),
                executor.blockManager().blockManagerId().host(),
                executor.executorId(),
                settled.device(),
                facts.card() + ", " + facts.library(),
                start,
                System.currentTimeMillis()))
        .iterator();
  }
}
