package org.idiolect.jobs.config;

import org.idiolect.model.Gpt2Config;

/**
 * Shape of a model that is trained from scratch.
 *
 * @param layers transformer blocks
 * @param channels embedding size, a multiple of heads
 * @param heads attention heads
 * @param contextLength positions
 * @param vocabularySize 50257, or fewer for GPT-2's first merges
 * @param seed of the first weights
 */
public record PretrainConfig(
    int layers, int channels, int heads, int contextLength, int vocabularySize, long seed) {
  /** GPT-2's own (Radford et al. 2019). */
  private static final double LAYER_NORM_EPSILON = 1e-5;

  public PretrainConfig {
    require(layers >= 1, "layers must be at least 1, got " + layers);
    require(
        heads >= 1 && channels % heads == 0,
        "channels must be a multiple of heads, got " + channels + " and " + heads);
    require(contextLength >= 32, "context-length must be at least 32, got " + contextLength);
    require(
        vocabularySize >= 257 && vocabularySize <= 50257,
        "vocabulary-size must be in [257, 50257], got " + vocabularySize);
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Channels of one head in GPT-2's smaller kin. */
  private static final int HEAD_SIZE = 32;

  /**
   * Channels for each layer: GPT-2's own sizes have 33 to 64, small models do better with fewer.
   */
  private static final double CHANNELS_PER_LAYER = 24;

  /** The same vocabulary and context in a shape of about that many parameters. */
  public PretrainConfig sized(double millions) {
    PretrainConfig best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int width = HEAD_SIZE; width <= 1600; width += HEAD_SIZE) {
      for (int depth = 1; depth <= 48; depth++) {
        PretrainConfig shape =
            new PretrainConfig(
                depth, width, width / HEAD_SIZE, contextLength, vocabularySize, seed);
        double size = Math.abs(Math.log(shape.shape().parameters() / (millions * 1e6)));
        double form = Math.abs(Math.log(width / (CHANNELS_PER_LAYER * depth)));
        // The size counts more: a factor of two in form is worth a tenth in size.
        double distance = size + 0.15 * form;
        if (distance < least) {
          least = distance;
          best = shape;
        }
      }
    }
    return best;
  }

  /** The shape as the model core wants it. */
  public Gpt2Config shape() {
    return new Gpt2Config(
        vocabularySize,
        contextLength,
        channels,
        layers,
        heads,
        vocabularySize - 1,
        LAYER_NORM_EPSILON);
  }
}
