package org.idiolect.model;

import ai.djl.Device;
import java.io.Serializable;
import java.util.Objects;

/**
 * Where and how a model computes.
 *
 * @param device {@code cpu}, or {@code gpu:N} with the card's number
 * @param precision element type of the arithmetic
 * @param threads native threads of one call, at least 1. On a CPU results are bit-identical for
 *     equal counts only
 */
public record ComputeConfig(String device, Precision precision, int threads)
    implements Serializable {
  public ComputeConfig {
    Objects.requireNonNull(precision, "precision");
    if (!device.matches("cpu|gpu:[0-9]{1,3}")) {
      throw new IllegalArgumentException("device must be cpu or gpu:N, got " + device);
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be in [1, 1024], got " + threads);
    }
  }

  /** Float32 on all cores of the CPU. */
  public static ComputeConfig defaults() {
    return new ComputeConfig("cpu", Precision.FLOAT32, Runtime.getRuntime().availableProcessors());
  }

  Device djlDevice() {
    return device.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(device.substring(4)));
  }
}
