package org.idiolect.model;

/** How the hidden states of a text become one vector. */
public enum Pooling {
  /**
   * Additive attention: u = tanh(W h + b), alpha = softmax(v'u), s = sum alpha h (the paper,
   * section 3.2; Bahdanau et al. 2014).
   */
  ATTENTION,
  /** Every token weighs the same. */
  MEAN,
  /** The last token alone, as GPT (Radford et al. 2018, section 3.2) classifies. */
  LAST
}
