package org.idiolect.model;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * A named float32 tensor that is handed out in pieces: one in native memory need not be on the Java
 * heap as a whole to reach a file.
 */
public interface TensorPieces {
  /** Key in a safetensors file. */
  String name();

  /** Lengths of the axes, outermost first; empty for a scalar. */
  long[] shape();

  /**
   * All values as they are now, in row-major order.
   *
   * @param sink takes little-endian float32 values from a buffer's position to its limit; the
   *     buffer is filled anew, or gone, after the call
   */
  void read(Consumer<ByteBuffer> sink);

  /** Whether every value is finite. */
  default boolean isFinite() {
    boolean[] isFinite = {true};
    read(piece -> isFinite[0] &= isFinite(piece.asFloatBuffer()));
    return isFinite[0];
  }

  private static boolean isFinite(FloatBuffer values) {
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        return false;
      }
    }
    return true;
  }
}
