package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights on their way into native memory, in the element type they will have there. Beside them
 * only one piece is in memory: DJL's own arrays from Java would keep a buffer of the Java process
 * each, which only the garbage collector frees.
 */
final class NativeWeights implements WeightSource.Sink {
  private final Script script;
  private final NDManager owner;
  private final Precision precision;
  private final List<String> names = new ArrayList<>();
  private final NDList arrays = new NDList();
  private long filled;

  /**
   * Nothing yet.
   *
   * @param owner of the arrays
   * @param precision the element type of the arrays
   */
  NativeWeights(Script script, NDManager owner, Precision precision) {
    this.script = script;
    this.owner = owner;
    this.precision = precision;
  }

  /** The script's list p. */
  NDList arrays() {
    return arrays;
  }

  List<String> names() {
    return names;
  }

  @Override
  public void begin(String name, long[] shape) {
    try (NDManager scope = script.newScope()) {
      NDList arguments = new NDList(scope.zeros(new Shape(1)));
      arguments.add(Script.numbers(scope, shape));
      arguments.add(Script.numbers(scope, new long[] {precision.code()}));
      NDArray array = script.call(scope, "blank", arguments).head();
      array.attach(owner);
      arrays.add(Script.named(array, "p"));
    }
    names.add(name);
    filled = 0;
  }

  @Override
  public void piece(ByteBuffer floats) {
    long count = floats.remaining() / 4;
    try (NDManager scope = script.newScope()) {
      NDList arguments = new NDList(arrays.get(arrays.size() - 1));
      arguments.add(scope.create(floats, new Shape(count), DataType.FLOAT32));
      arguments.add(Script.numbers(scope, filled));
      script.call(scope, "fill", arguments);
    }
    filled += count;
  }
}
