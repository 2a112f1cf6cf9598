package org.idiolect.model;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shape of an adapter (LoRA, Hu et al. 2021, https://arxiv.org/abs/2106.09685, section 4.1).
 *
 * @param rank r, columns of the low-rank product
 * @param alpha the update is scaled by alpha / rank
 * @param targets layers that it changes; kept in the order of the block, each once
 */
public record LoraConfig(int rank, double alpha, List<LoraTarget> targets) implements Serializable {
  public LoraConfig {
    if (rank < 1 || rank > 1024) {
      throw new IllegalArgumentException("rank must be in [1, 1024], got " + rank);
    }
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha must be positive, got " + alpha);
    }
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs at least one target, got none");
    }
    targets = List.copyOf(new TreeSet<>(targets));
  }

  /** Rank 8 on all four linear layers, alpha 16. */
  public static LoraConfig defaults() {
    return new LoraConfig(8, 16, List.of(LoraTarget.values()));
  }

  double scale() {
    return alpha / rank;
  }

  /** The smallest shape that holds adapters of this and of another one; it scales as this does. */
  LoraConfig joined(LoraConfig other) {
    if (equals(other)) {
      return this;
    }
    int larger = Math.max(rank, other.rank);
    Set<LoraTarget> all = new TreeSet<>(targets);
    all.addAll(other.targets);
    return new LoraConfig(larger, scale() * larger, List.copyOf(all));
  }

  /** Numbers that one adapter trains. */
  public long parameters(Gpt2Config config) {
    long perLayer = 0;
    for (LoraTarget target : targets) {
      perLayer += (long) rank * (target.inputs(config) + target.outputs(config));
    }
    return perLayer * config.layers();
  }
}
