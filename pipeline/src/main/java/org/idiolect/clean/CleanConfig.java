package org.idiolect.clean;

import java.io.Serializable;

/**
 * Settings of cleaning messages.
 *
 * @param sessionGapHours silence, in hours, after which the next message opens a new session
 */
public record CleanConfig(double sessionGapHours) implements Serializable {
  private static final double MAX_HOURS = 24 * 366;

  public CleanConfig {
    if (!(sessionGapHours > 0 && sessionGapHours <= MAX_HOURS)) {
      throw new IllegalArgumentException(
          "clean.session-gap-hours must be in (0, " + MAX_HOURS + "], got " + sessionGapHours);
    }
  }

  public static CleanConfig defaults() {
    return new CleanConfig(6);
  }

  long sessionGapMicros() {
    return Math.round(sessionGapHours * 3_600_000_000L);
  }
}
