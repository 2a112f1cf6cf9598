package org.idiolect.model;

/**
 * Element type of the arithmetic. Weights under training and their optimizer state are float32 in
 * both.
 */
public enum Precision {
  FLOAT32(6),
  BFLOAT16(15);

  private final int code;

  Precision(int code) {
    this.code = code;
  }

  /** PyTorch's number of this element type. */
  int code() {
    return code;
  }
}
