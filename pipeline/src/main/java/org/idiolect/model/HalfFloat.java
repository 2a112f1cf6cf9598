package org.idiolect.model;

/**
 * Bits of float16 (IEEE 754 binary16) and bfloat16 to and from float32. Java 17 has no such
 * conversion.
 */
final class HalfFloat {
  private static final int SIGN = 0x8000;
  private static final float SMALLEST_SUBNORMAL = 0x1p-24f;

  private HalfFloat() {}

  static float fromBFloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  static float fromFloat16(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int mantissa = bits & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = mantissa * SMALLEST_SUBNORMAL;
    } else if (exponent == 0x1f) {
      magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (mantissa << 13));
    }
    return (bits & SIGN) == 0 ? magnitude : -magnitude;
  }

  /** Rounds to nearest, ties to even; what is too large becomes infinite. */
  static short toFloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & SIGN;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 65520f) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x1p-14f) {
      return (short) (sign | (int) Math.rint(magnitude / SMALLEST_SUBNORMAL));
    }
    int absolute = bits & 0x7fffffff;
    int rounded = absolute + 0xfff + ((absolute >>> 13) & 1);
    return (short) (sign | ((rounded >>> 13) - (112 << 10)));
  }
}
