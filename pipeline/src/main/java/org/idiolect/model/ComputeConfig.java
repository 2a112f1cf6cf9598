package org.idiolect.model;

import ai.djl.Device;
import java.io.Serializable;
import java.util.Objects;

/**
 * Where and how a model computes.
 *
 * @param device {@code cpu}; {@code gpu:N} with the card's number; or {@code gpu}, the card that a
 *     Spark task is assigned, which is settled by {@link #onCard} in the task
 * @param precision element type of the arithmetic
 * @param threads native threads of one call, at least 1. On a CPU results are bit-identical for
 *     equal counts only
 */
public record ComputeConfig(String device, Precision precision, int threads)
    implements Serializable {
  public ComputeConfig {
    Objects.requireNonNull(precision, "precision");
    if (!device.matches("cpu|gpu|gpu:[0-9]{1,3}")) {
      throw new IllegalArgumentException("device must be cpu, gpu or gpu:N, got " + device);
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be in [1, 1024], got " + threads);
    }
  }

  /** Float32 on all cores of the CPU. */
  public static ComputeConfig defaults() {
    return new ComputeConfig("cpu", Precision.FLOAT32, Runtime.getRuntime().availableProcessors());
  }

  /** Whether the card is still to be assigned by the scheduler. */
  public boolean isScheduled() {
    return device.equals("gpu");
  }

  /**
   * The same on one card.
   *
   * @param card CUDA's number of the card in this process
   */
  public ComputeConfig onCard(int card) {
    return new ComputeConfig("gpu:" + card, precision, threads);
  }

  Device djlDevice() {
    if (isScheduled()) {
      throw new IllegalArgumentException(
          "device = gpu is for Spark tasks, which are assigned a card; name one here, such as gpu:0");
    }
    return device.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(device.substring(4)));
  }
}
