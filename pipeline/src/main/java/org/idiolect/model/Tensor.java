package org.idiolect.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named float32 tensor on the Java heap. The arrays are shared with the caller, not copied:
 * weights are large.
 *
 * @param name key in a safetensors file
 * @param shape lengths of the axes, outermost first; empty for a scalar
 * @param data float32 values in row-major order, as many as the product of the shape
 */
public record Tensor(String name, long[] shape, float[] data) {
  public Tensor {
    Objects.requireNonNull(name, "name");
    long size = 1;
    for (long axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    if (size != data.length) {
      throw new IllegalArgumentException(
          "tensor %s: shape %s has %d values, got %d"
              .formatted(name, Arrays.toString(shape), size, data.length));
    }
  }

  Tensor renamed(String newName) {
    return new Tensor(newName, shape, data);
  }

  Tensor copied() {
    return new Tensor(name, shape.clone(), data.clone());
  }
}
