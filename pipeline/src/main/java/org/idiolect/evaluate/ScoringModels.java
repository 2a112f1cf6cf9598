package org.idiolect.evaluate;

import java.io.Serializable;

/** Opens models inside a Spark task; travels there as paths and settings, never as weights. */
public interface ScoringModels extends Serializable {
  /** The model before any training on these chats. */
  TokenScorer base();

  /** The model fine-tuned on everybody. */
  TokenScorer shared();

  /** The shared model with one author's adapter. */
  TokenScorer adapted(AuthorAdapter adapter);
}
