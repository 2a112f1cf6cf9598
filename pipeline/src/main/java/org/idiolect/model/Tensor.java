package org.idiolect.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A named float32 tensor on the Java heap. The arrays are shared with the caller, not copied:
 * weights are large.
 *
 * @param name key in a safetensors file
 * @param shape lengths of the axes, outermost first; empty for a scalar
 * @param data float32 values in row-major order, as many as the product of the shape
 */
public record Tensor(String name, long[] shape, float[] data) implements TensorPieces {
  private static final int PIECE = 1 << 16;

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

  @Override
  public void read(Consumer<ByteBuffer> sink) {
    ByteBuffer piece = ByteBuffer.allocate(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < data.length; done += PIECE) {
      int count = Math.min(PIECE, data.length - done);
      piece.clear().asFloatBuffer().put(data, done, count);
      sink.accept(piece.limit(4 * count));
    }
  }

  Tensor renamed(String newName) {
    return new Tensor(newName, shape, data);
  }

  Tensor copied() {
    return new Tensor(name, shape.clone(), data.clone());
  }
}
