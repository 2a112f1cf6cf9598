package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters under training with AdamW's two means and step count, in native memory. The script
 * changes them in place.
 */
final class OptimizerState implements AutoCloseable {
  private static final String STEP = "step";

  private final Script script;
  private final List<String> names;
  private final NDManager manager;
  private final NDList parameters;
  private final NDList firstMeans;
  private final NDList secondMeans;
  private final NDArray step;
  private int steps;

  /**
   * Copies the parameters; both means start at zero.
   *
   * @param list name of the script's parameter list
   * @param stepShape one step count for all, or one for each adapter
   */
  OptimizerState(Script script, List<Tensor> parameters, String list, Shape stepShape) {
    this.script = script;
    this.names = parameters.stream().map(Tensor::name).toList();
    this.manager = script.newScope();
    this.parameters = Script.upload(manager, parameters, list);
    this.firstMeans = zerosLike("m");
    this.secondMeans = zerosLike("v");
    this.step = manager.zeros(stepShape, DataType.FLOAT32);
  }

  /**
   * Copies all weights of a model into the script's list p, float32; both means start at zero.
   *
   * @param watcher sees the weights too
   */
  OptimizerState(Script script, WeightSource source, WeightSource.Sink watcher) {
    this.script = script;
    this.manager = script.newScope();
    NativeWeights copied = new NativeWeights(script, manager, Precision.FLOAT32);
    source.read(copied.and(watcher));
    this.names = List.copyOf(copied.names());
    this.parameters = copied.arrays();
    this.firstMeans = zerosLike("m");
    this.secondMeans = zerosLike("v");
    this.step = manager.zeros(new Shape(), DataType.FLOAT32);
  }

  /** Zeros of the parameters' shapes, owned by this state. */
  NDList zerosLike(String list) {
    NDList zeros = new NDList(parameters.size());
    for (NDArray parameter : parameters) {
      zeros.add(Script.named(manager.zeros(parameter.getShape()), list));
    }
    return zeros;
  }

  /** Parameters, first means, second means, step: as the script's training methods begin. */
  NDList arrays() {
    NDList all = new NDList(3 * parameters.size() + 1);
    all.addAll(parameters);
    all.addAll(firstMeans);
    all.addAll(secondMeans);
    all.add(step);
    return all;
  }

  NDList parameters() {
    return parameters;
  }

  int steps() {
    return steps;
  }

  /** To be called after the script has taken a step. */
  void advance() {
    steps++;
  }

  /** The parameters as they are now. */
  List<Tensor> download() {
    return download("", parameters);
  }

  private List<Tensor> download(String prefix, NDList arrays) {
    List<Tensor> tensors = new ArrayList<>(arrays.size());
    for (int i = 0; i < arrays.size(); i++) {
      NDArray array = arrays.get(i);
      long[] shape = array.getShape().getShape();
      tensors.add(new Tensor(prefix + names.get(i), shape, array.toFloatArray()));
    }
    return tensors;
  }

  List<Tensor> checkpoint() {
    List<Tensor> all = new ArrayList<>();
    all.addAll(download("p.", parameters));
    all.addAll(download("m.", firstMeans));
    all.addAll(download("v.", secondMeans));
    all.add(new Tensor(STEP, new long[0], new float[] {steps}));
    return all;
  }

  /** The tensors of {@link #checkpoint} where they lie; valid until the next step. */
  List<TensorPieces> pieces() {
    List<TensorPieces> all = new ArrayList<>();
    addPieces(all, "p.", parameters);
    addPieces(all, "m.", firstMeans);
    addPieces(all, "v.", secondMeans);
    all.add(new Tensor(STEP, new long[0], new float[] {steps}));
    return all;
  }

  private void addPieces(List<TensorPieces> all, String prefix, NDList arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      all.add(new NativePieces(script, prefix + names.get(i), arrays.get(i)));
    }
  }

  void restore(List<Tensor> checkpoint) {
    Map<String, Tensor> byName = new HashMap<>();
    checkpoint.forEach(tensor -> byName.put(tensor.name(), tensor));
    float count = find(byName, STEP, new long[0]).data()[0];
    set(byName, "p.", parameters);
    set(byName, "m.", firstMeans);
    set(byName, "v.", secondMeans);
    step.set(new float[] {count});
    steps = (int) count;
  }

  @Override
  public void close() {
    manager.close();
  }

  private void set(Map<String, Tensor> byName, String prefix, NDList arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      NDArray array = arrays.get(i);
      array.set(find(byName, prefix + names.get(i), array.getShape().getShape()).data());
    }
  }

  private static Tensor find(Map<String, Tensor> byName, String name, long[] shape) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the checkpoint has no tensor " + name);
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          "checkpoint tensor %s: expected shape %s, got %s"
              .formatted(name, Arrays.toString(shape), Arrays.toString(tensor.shape())));
    }
    return tensor;
  }
}
