package org.idiolect.report;

import java.util.Locale;
import org.idiolect.report.ReportData.Bounded;

/** Numbers as a reader wants them; nothing for a number that does not exist. */
final class Numbers {
  private Numbers() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** From 1,000 on without decimals, which would say nothing. */
  static String decimals(Double value, int places) {
    return value == null
        ? ""
        : String.format(Locale.ROOT, "%,." + (value < 1000 ? places : 0) + "f", value);
  }

  /** With a sign, also for plus. */
  static String signed(Double value, int places) {
    return value == null ? "" : String.format(Locale.ROOT, "%+." + places + "f", value);
  }

  static String signedPercent(Double share) {
    return share == null ? "" : signed(100 * share, 1) + " %";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String interval(Bounded number, int places) {
    return number == null || number.low() == null
        ? ""
        : decimals(number.low(), places) + " to " + decimals(number.high(), places);
  }

  static String signedInterval(Bounded number, int places) {
    return number == null || number.low() == null
        ? ""
        : signed(number.low(), places) + " to " + signed(number.high(), places);
  }

  /** The full number, for sorting. */
  static String plain(Double value) {
    return value == null ? "" : value.toString();
  }
}
