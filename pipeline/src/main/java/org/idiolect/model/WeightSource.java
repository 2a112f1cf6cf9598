package org.idiolect.model;

import java.nio.ByteBuffer;

/**
 * The weights of a model, handed out one after the other in the order of the checkpoint, in pieces:
 * a large model need not be on the Java heap to reach native memory.
 */
interface WeightSource {
  /** Values of one piece: 4 MB. */
  int PIECE = 1 << 20;

  /** Where the pieces go. */
  interface Sink {
    /** The next tensor; its pieces follow. */
    void begin(String name, long[] shape);

    /**
     * The next values, in row-major order.
     *
     * @param floats a direct buffer of little-endian float32, from its first byte to its limit;
     *     filled anew after the call
     */
    void piece(ByteBuffer floats);

    /** This sink, then another one. */
    default Sink and(Sink other) {
      Sink one = this;
      return new Sink() {
        @Override
        public void begin(String name, long[] shape) {
          one.begin(name, shape);
          other.begin(name, shape);
        }

        @Override
        public void piece(ByteBuffer floats) {
          one.piece(floats.rewind());
          other.piece(floats.rewind());
        }
      };
    }
  }

  Gpt2Config config();

  /** All weights, once. */
  void read(Sink sink);
}
