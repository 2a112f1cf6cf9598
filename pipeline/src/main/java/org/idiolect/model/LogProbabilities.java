package org.idiolect.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** The script's {@code log_probabilities}: one forward pass, scored. */
final class LogProbabilities {
  private LogProbabilities() {}

  /** ln p of each target, nats, in the order of the scored tokens. */
  static float[] compute(
      Script script,
      ScriptSettings settings,
      NDManager scope,
      NDList weights,
      NDList adapters,
      ScoredTokens scored) {
    NDList arguments = new NDList(weights);
    arguments.addAll(adapters);
    arguments.add(scored.idArray(scope));
    arguments.add(scope.create(scored.positions()));
    arguments.add(scope.create(scored.targets()));
    arguments.add(settings.dims(scope));
    arguments.add(settings.reals(scope));
    return script.call(scope, "log_probabilities", arguments).head().toFloatArray();
  }
}
