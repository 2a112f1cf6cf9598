package org.idiolect.window;

import java.util.Locale;

/** What a session is used for; a session lies in one split, for all its people. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST;

  /** The value of the column {@code split}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The split with this label. */
  public static Split of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
