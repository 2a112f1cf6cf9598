package org.idiolect.model;

import java.io.Serializable;

/**
 * The shape of the model that tells who wrote a text.
 *
 * @param authors M, people to choose from
 * @param width K, of the additive attention
 * @param pooling how token states become one vector
 * @param lora the adapter that is trained below the head
 */
public record AttributionConfig(int authors, int width, Pooling pooling, LoraConfig lora)
    implements Serializable {
  public AttributionConfig {
    if (authors < 2) {
      throw new IllegalArgumentException("attribution needs at least 2 authors, got " + authors);
    }
    if (width < 1 || width > 4096) {
      throw new IllegalArgumentException("width must be in [1, 4096], got " + width);
    }
  }
}
