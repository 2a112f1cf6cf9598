package org.idiolect.ingest.format;

/**
 * What the numeric dates of one file say about the order of day and month.
 *
 * <p>In turn: a value over 12 is a day; the order that jumps back in time less often is right,
 * since a wrong one jumps by months; the column that changes more often is the day.
 */
final class DateOrderEvidence {
  private static final long MONTHS_BACK_DAYS = 25;

  private int maxFirst;
  private int maxSecond;
  private long changesOfFirst;
  private long changesOfSecond;
  private long jumpsDayFirst;
  private long jumpsMonthFirst;
  private int lastFirst;
  private int lastSecond;
  private int lastYear;

  /** Adds the next date of the file, in the order of the file. */
  void add(int first, int second, int year) {
    maxFirst = Math.max(maxFirst, first);
    maxSecond = Math.max(maxSecond, second);
    if (lastYear != 0) {
      changesOfFirst += first == lastFirst ? 0 : 1;
      changesOfSecond += second == lastSecond ? 0 : 1;
      long days = (year - lastYear) * 372L;
      jumpsDayFirst += jump(days + (second - lastSecond) * 31L + first - lastFirst);
      jumpsMonthFirst += jump(days + (first - lastFirst) * 31L + second - lastSecond);
    }
    lastFirst = first;
    lastSecond = second;
    lastYear = year;
  }

  /** The decided order, or {@link DateOrder#AUTO} when the dates fit both equally well. */
  DateOrder decide() {
    if (maxFirst > 12 || maxSecond > 12) {
      return maxFirst > 12 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }
    int sign = Long.compare(jumpsMonthFirst, jumpsDayFirst);
    if (sign == 0) {
      sign = Long.compare(changesOfFirst, changesOfSecond);
    }
    return sign == 0 ? DateOrder.AUTO : sign > 0 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
  }

  private static int jump(long days) {
    return days < -MONTHS_BACK_DAYS ? 1 : 0;
  }
}
