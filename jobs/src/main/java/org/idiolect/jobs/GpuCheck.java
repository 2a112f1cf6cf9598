package org.idiolect.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.ComputeConfig;
import org.idiolect.train.GpuTasks;

/**
 * Shows which card each task of a GPU stage is given, before a long training finds out: a shuffle
 * first, then short tasks under the very placement that training has.
 */
public final class GpuCheck {
  private GpuCheck() {}

  /**
   * Runs the tasks.
   *
   * @param tasks how many; several for each card show whether they wait for each other
   * @return what each task saw, by time
   */
  public static List<CardUse> run(RunContext context, int tasks) {
    SparkContext spark = context.spark().sparkContext();
    context.describe("which card each task is given");
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    JavaRDD<Integer> shuffled =
        JavaSparkContext.fromSparkContext(spark).parallelize(numbers, 2).repartition(tasks);
    ComputeConfig compute = context.compute();
    return GpuTasks.place(shuffled.mapPartitions(new ReportCard(compute)), compute)
        .collect()
        .stream()
        .sorted(Comparator.comparingLong(CardUse::startMillis))
        .toList();
  }

  /**
   * Cards that were used.
   *
   * @throws ConfigException if two tasks used one card at a time
   */
  public static long cards(List<CardUse> uses) {
    for (CardUse use : uses) {
      for (CardUse other : uses) {
        if (use != other && use.overlaps(other)) {
          throw new ConfigException(
              "tasks "
                  + use.task()
                  + " and "
                  + other.task()
                  + " ran on "
                  + use.card()
                  + " at the same time; leave spark.task.resource.gpu.amount out and give each"
                  + " executor one GPU");
        }
      }
    }
    return uses.stream().map(CardUse::card).distinct().count();
  }
}
