package org.idiolect.train;

/** What a training step minimises; the paper's L1, L2 and L3. */
public enum Objective {
  /** Language modelling: the mean over all scored tokens. */
  L1,
  /** The author's own tokens given everything before them. */
  L2,
  /** L2 plus lambda times the sum over all tokens, by the number of own tokens. */
  L3
}
