package org.idiolect.evaluate;

import java.util.Locale;

/** The model that a held-out message is scored under, from general to personal. */
public enum ScoredModel {
  /** The model before any training on these chats. */
  BASE,
  /** The model fine-tuned on everybody's training sessions. */
  SHARED,
  /** The shared model with the adapter of somebody else: the control. */
  SWAPPED,
  /** The shared model with the author's own adapter. */
  AUTHOR;

  /** The value in the column {@code model}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The model of a column value. */
  public static ScoredModel of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
