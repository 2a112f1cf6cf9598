package org.idiolect.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One hash over a list of tensors, independent of the file that held them. */
final class TensorHash {
  private static final int FLOATS_A_TIME = 1 << 16;

  private TensorHash() {}

  /**
   * SHA-256 over name, shape and float32 values (little-endian) of each tensor, lower-case
   * hexadecimal.
   */
  static String sha256(List<Tensor> tensors) {
    MessageDigest digest = newDigest();
    ByteBuffer bytes = ByteBuffer.allocate(FLOATS_A_TIME * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : tensors) {
      digest.update((tensor.name() + "\0").getBytes(StandardCharsets.UTF_8));
      bytes.clear().putInt(tensor.shape().length);
      for (long axis : tensor.shape()) {
        bytes.putLong(axis);
      }
      digest.update(bytes.flip());
      float[] data = tensor.data();
      for (int done = 0; done < data.length; done += FLOATS_A_TIME) {
        int part = Math.min(FLOATS_A_TIME, data.length - done);
        bytes.clear().asFloatBuffer().put(data, done, part);
        digest.update(bytes.limit(part * 4));
      }
    }
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
