package org.idiolect.train;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.idiolect.model.ComputeConfig;

/** The device of the running task: the card that Spark has assigned to it. */
public final class TaskDevice {
  /** Spark's name of the resource. */
  static final String GPU = "gpu";

  private TaskDevice() {}

  /**
   * Settles {@code device = gpu} within a task; any other device stays. In local mode, which
   * assigns no cards, it is the first one.
   *
   * @throws IllegalArgumentException if a card was asked for and none is assigned: never a silent
   *     run on the CPU
   */
  public static ComputeConfig of(ComputeConfig compute) {
    if (!compute.isScheduled()) {
      return compute;
    }
    TaskContext task = TaskContext.get();
    ResourceInformation cards = task == null ? null : task.resourcesJMap().get(GPU);
    if (cards != null && cards.addresses().length > 0) {
      return compute.onCard(cudaNumber(cards.addresses()[0], visibleDevices()));
    }
    if (task != null && isLocalMode()) {
      return compute.onCard(0);
    }
    throw new IllegalArgumentException(
        "device = gpu, but Spark has assigned no GPU to this task; add"
            + " --conf spark.executor.resource.gpu.amount=1");
  }

  /**
   * CUDA's number of a card. Discovery scripts print the numbers of the driver tool or UUIDs; CUDA
   * counts within CUDA_VISIBLE_DEVICES where that is set.
   *
   * @param address what the discovery script printed, such as {@code 3}
   * @param visible value of CUDA_VISIBLE_DEVICES, empty if it is not set
   */
  static int cudaNumber(String address, String visible) {
    List<String> listed = Arrays.stream(visible.split(",")).map(String::strip).toList();
    if (listed.contains(address)) {
      return listed.indexOf(address);
    }
    if (address.matches("[0-9]{1,3}")) {
      return Integer.parseInt(address);
    }
    throw new IllegalArgumentException(
        "the GPU address '"
            + address
            + "' is neither a number nor listed in CUDA_VISIBLE_DEVICES; let the discovery script"
            + " print numbers, as conf/gpus.sh does");
  }

  static boolean isLocalMode() {
    return SparkEnv.get().executorId().equals("driver");
  }

  private static String visibleDevices() {
    return System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "");
  }
}
