package org.idiolect.train;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.model.ComputeConfig;

/**
 * Lets the tasks of one stage hold a GPU each, while all other stages use every core.
 *
 * <p>Only the stage after the last shuffle is placed, so that the scan before it needs no card. The
 * profile asks for more than half of an executor's cores besides the card: amounts of a GPU alone
 * do not keep a second task off it (SPARK-45527, still in 3.5.7).
 */
public final class GpuTasks {
  private GpuTasks() {}

  /** Places the tasks that compute these rows; unchanged unless the device is {@code gpu}. */
  public static Dataset<Row> place(Dataset<Row> computed, ComputeConfig compute) {
    return compute.isScheduled() && !isLocal(computed.sparkSession().sparkContext())
        ? computed
            .sparkSession()
            .createDataFrame(place(computed.javaRDD(), compute), computed.schema())
        : computed;
  }

  /** Places the tasks that compute this RDD; unchanged unless the device is {@code gpu}. */
  public static <T> JavaRDD<T> place(JavaRDD<T> computed, ComputeConfig compute) {
    return compute.isScheduled() && !isLocal(computed.context())
        ? computed.withResources(profile(computed.context()))
        : computed;
  }

  /** Tasks that each hold a card and run side by side: one an executor. */
  public static int sideBySide(SparkContext spark) {
    return isLocal(spark) ? 1 : Math.max(1, spark.defaultParallelism() / executorCores(spark));
  }

  private static ResourceProfile profile(SparkContext spark) {
    TaskResourceRequests requests =
        new TaskResourceRequests().resource(TaskDevice.GPU, 1).cpus(executorCores(spark) / 2 + 1);
    return new ResourceProfileBuilder().require(requests).build();
  }

  private static int executorCores(SparkContext spark) {
    return spark.getConf().getInt("spark.executor.cores", 1);
  }

  private static boolean isLocal(SparkContext spark) {
    // local-cluster has executors of its own, and schedules cards.
    return spark.isLocal();
  }
}
