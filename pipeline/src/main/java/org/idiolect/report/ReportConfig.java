package org.idiolect.report;

import java.io.Serializable;

/**
 * Settings of the page.
 *
 * @param title heading of the page
 * @param names whether real names are shown; otherwise the first characters of the pseudonym
 * @param people the most people shown, those with most tokens
 * @param samplesPerPerson imitations shown of each person
 * @param curvePoints the most points of one learning curve
 */
public record ReportConfig(
    String title, boolean names, int people, int samplesPerPerson, int curvePoints)
    implements Serializable {
  public ReportConfig {
    requireIn("people", people, 1, 500);
    requireIn("samples-per-person", samplesPerPerson, 0, 20);
    requireIn("curve-points", curvePoints, 2, 1000);
  }

  /** 50 people by pseudonym, five imitations each. */
  public static ReportConfig defaults() {
    return new ReportConfig("Who writes like that?", false, 50, 5, 60);
  }

  private static void requireIn(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "report." + key + " must be in [" + low + ", " + high + "], got " + value);
    }
  }
}
