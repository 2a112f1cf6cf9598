package org.idiolect.model;

import static java.util.Arrays.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The script's {@code dims} and the first two of its {@code reals}: the sizes that do not follow
 * from the tensors.
 *
 * @param heads H
 * @param adapterPlaces for each of the four linear layers, the place of its adapter in a layer's
 *     list; -1 for none
 * @param adapterTensors tensors of one layer in that list
 * @param precision element type of the arithmetic
 * @param epsilon of the layer norms
 * @param adapterScale alpha / rank
 */
record ScriptSettings(
    int heads,
    int[] adapterPlaces,
    int adapterTensors,
    Precision precision,
    double epsilon,
    double adapterScale) {

  /**
   * Rows of one chunk of the head: 256 x 50,257 float32 logits are 51 MB. Four times as many where
   * the head itself is trained.
   */
  private static final int HEAD_ROWS = 256;

  static ScriptSettings withoutAdapter(Gpt2Config config, Precision precision) {
    int[] none = {-1, -1, -1, -1};
    return new ScriptSettings(config.heads(), none, 0, precision, config.layerNormEpsilon(), 0);
  }

  /**
   * The script's dims.
   *
   * @param more of one method, after those of all
   */
  NDArray dims(NDManager scope, long... more) {
    int[] at = adapterPlaces;
    long[] all = {heads, at[0], at[1], at[2], at[3], adapterTensors, precision.code(), HEAD_ROWS};
    return Script.numbers(scope, LongStream.concat(stream(all), stream(more)).toArray());
  }

  /**
   * The dims of a training step.
   *
   * @param recompute 1 to compute layers again in the backward pass
   * @param dropoutKeys one a row; empty for no dropout
   */
  NDArray trainingDims(NDManager scope, long recompute, long... dropoutKeys) {
    return dims(scope, LongStream.concat(LongStream.of(recompute), stream(dropoutKeys)).toArray());
  }

  NDArray reals(NDManager scope) {
    return Script.numbers(scope, epsilon, adapterScale);
  }

  /**
   * With what a training step needs after them.
   *
   * @param more of one method, after those of all
   */
  NDArray reals(NDManager scope, double learningRate, AdamWConfig adamW, double... more) {
    double[] all = {
      epsilon,
      adapterScale,
      learningRate,
      adamW.beta1(),
      adamW.beta2(),
      adamW.epsilon(),
      adamW.weightDecay(),
      adamW.maxGradNorm(),
      adamW.decayAll() ? 1 : 0
    };
    return Script.numbers(scope, DoubleStream.concat(stream(all), stream(more)).toArray());
  }
}
