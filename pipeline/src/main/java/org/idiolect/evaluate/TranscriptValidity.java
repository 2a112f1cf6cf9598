package org.idiolect.evaluate;

import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * What could be read of one continued conversation; table {@code transcript_validity}. Lines are
 * those behind the prompt; date lines that can be read are no lines of their own.
 *
 * @param transcriptId as in {@code transcripts}
 * @param source people, free, guided
 * @param lines messages and what cannot be read
 * @param parsed of these, messages
 * @param known of these, those of somebody who speaks in the prompt
 * @param back of the parsed ones, those whose stamp lies before the one of the message before
 * @param speakers people of the prompt who speak again
 * @param switches of the parsed ones, those of another speaker than the message before
 * @param gapMinutes minutes since the message before, of each parsed one that does not go back
 */
public record TranscriptValidity(
    String transcriptId,
    String source,
    int lines,
    int parsed,
    int known,
    int back,
    int speakers,
    int switches,
    List<Long> gapMinutes) {
  public static final String SOURCE = "source";
  static final String LINES = "lines";
  static final String PARSED = "parsed";
  static final String KNOWN = "known";
  static final String BACK = "back";
  static final String SPEAKERS = "speakers";
  static final String SWITCHES = "switches";
  static final String GAP_MINUTES = "gap_minutes";

  public static final StructType SCHEMA =
      new StructType()
          .add("transcript_id", DataTypes.StringType, false)
          .add(SOURCE, DataTypes.StringType, false)
          .add(LINES, DataTypes.IntegerType, false)
          .add(PARSED, DataTypes.IntegerType, false)
          .add(KNOWN, DataTypes.IntegerType, false)
          .add(BACK, DataTypes.IntegerType, false)
          .add(SPEAKERS, DataTypes.IntegerType, false)
          .add(SWITCHES, DataTypes.IntegerType, false)
          .add(GAP_MINUTES, DataTypes.createArrayType(DataTypes.LongType, false), false);

  public static final Table TABLE = new Table("transcript_validity", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  public TranscriptValidity {
    gapMinutes = List.copyOf(gapMinutes);
  }

  Row toRow() {
    return RowFactory.create(
        transcriptId, source, lines, parsed, known, back, speakers, switches, gapMinutes.toArray());
  }
}
