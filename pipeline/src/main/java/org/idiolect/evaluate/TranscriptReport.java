package org.idiolect.evaluate;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code transcript_report}: all continued conversations of one source.
 *
 * <p>{@code lines_parsed} is a share of the lines, {@code known_speakers} of the parsed ones,
 * {@code stamps_in_order} of the parsed ones, {@code both_speak} of the transcripts, {@code
 * switch_rate} of the parsed ones; {@code gap_p10}, {@code gap_median}, {@code gap_p90} are
 * minutes; {@code headers_refused} and {@code turns_forced} count what guidance did. Shares are
 * null when there is nothing to share.
 */
public final class TranscriptReport {
  public static final String SOURCE = "source";
  public static final String TRANSCRIPTS = "transcripts";
  public static final String LINES = "lines";
  public static final String LINES_PARSED = "lines_parsed";
  public static final String KNOWN_SPEAKERS = "known_speakers";
  public static final String STAMPS_IN_ORDER = "stamps_in_order";
  public static final String BOTH_SPEAK = "both_speak";
  public static final String SWITCH_RATE = "switch_rate";
  public static final String GAP_P10 = "gap_p10";
  public static final String GAP_MEDIAN = "gap_median";
  public static final String GAP_P90 = "gap_p90";
  public static final String HEADERS_SAMPLED = "headers_sampled";
  public static final String HEADERS_REFUSED = "headers_refused";
  public static final String TURNS_FORCED = "turns_forced";

  public static final StructType SCHEMA =
      new StructType()
          .add(SOURCE, DataTypes.StringType, false)
          .add(TRANSCRIPTS, DataTypes.LongType, false)
          .add(LINES, DataTypes.LongType, false)
          .add(LINES_PARSED, DataTypes.DoubleType, true)
          .add(KNOWN_SPEAKERS, DataTypes.DoubleType, true)
          .add(STAMPS_IN_ORDER, DataTypes.DoubleType, true)
          .add(BOTH_SPEAK, DataTypes.DoubleType, true)
          .add(SWITCH_RATE, DataTypes.DoubleType, true)
          .add(GAP_P10, DataTypes.DoubleType, true)
          .add(GAP_MEDIAN, DataTypes.DoubleType, true)
          .add(GAP_P90, DataTypes.DoubleType, true)
          .add(HEADERS_SAMPLED, DataTypes.LongType, false)
          .add(HEADERS_REFUSED, DataTypes.LongType, false)
          .add(TURNS_FORCED, DataTypes.LongType, false);

  public static final Table TABLE = new Table("transcript_report", SCHEMA);

  private TranscriptReport() {}
}
