package org.idiolect.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * A tensor where PyTorch holds it; valid as long as the array.
 *
 * @param script owner of the copy that a card's tensor needs
 */
record NativePieces(Script script, String name, NDArray array) implements TensorPieces {
  private static final int PIECE_BYTES = 4 * WeightSource.PIECE;

  @Override
  public long[] shape() {
    return array.getShape().getShape();
  }

  @Override
  public void read(Consumer<ByteBuffer> sink) {
    try (NDManager scope = script.newScope()) {
      NDArray here = array;
      if (array.getDevice().isGpu()) {
        here = array.toDevice(Device.cpu(), true);
        here.attach(scope);
      }
      ByteBuffer all = here.toByteBuffer(true); // no copy: the memory of the tensor itself
      for (int from = 0; from < all.limit(); from += PIECE_BYTES) {
        int bytes = Math.min(PIECE_BYTES, all.limit() - from);
        sink.accept(all.slice(from, bytes).order(ByteOrder.LITTLE_ENDIAN));
      }
    }
  }
}
