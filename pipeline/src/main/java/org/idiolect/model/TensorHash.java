package org.idiolect.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One hash over a list of tensors, independent of the file that held them. */
final class TensorHash implements WeightSource.Sink {
  private static final int FLOATS_A_TIME = 1 << 16;

  private final MessageDigest digest = newDigest();

  /**
   * SHA-256 over name, shape and float32 values (little-endian) of each tensor, lower-case
   * hexadecimal.
   */
  static String sha256(List<Tensor> tensors) {
    TensorHash hash = new TensorHash();
    ByteBuffer bytes = ByteBuffer.allocate(FLOATS_A_TIME * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : tensors) {
      hash.begin(tensor.name(), tensor.shape());
      float[] data = tensor.data();
      for (int done = 0; done < data.length; done += FLOATS_A_TIME) {
        int part = Math.min(FLOATS_A_TIME, data.length - done);
        bytes.clear().asFloatBuffer().put(data, done, part);
        hash.piece(bytes.limit(part * 4));
      }
    }
    return hash.finish();
  }

  @Override
  public void begin(String name, long[] shape) {
    digest.update((name + "\0").getBytes(StandardCharsets.UTF_8));
    ByteBuffer axes = ByteBuffer.allocate(4 + 8 * shape.length).order(ByteOrder.LITTLE_ENDIAN);
    axes.putInt(shape.length);
    for (long axis : shape) {
      axes.putLong(axis);
    }
    digest.update(axes.flip());
  }

  @Override
  public void piece(ByteBuffer floats) {
    digest.update(floats);
  }

  /** The hash of all that has come, once. */
  String finish() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
