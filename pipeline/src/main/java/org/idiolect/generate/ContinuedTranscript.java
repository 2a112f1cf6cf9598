package org.idiolect.generate;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * How one held-out session of two people went on, or goes on; table {@code transcripts}.
 *
 * @param transcriptId hash of source, session and seed
 * @param source people: what they wrote; free: what the shared model wrote, token by token, with
 *     nothing forced upon it; guided: what {@link Continuation} wrote, whose headers are sampled
 *     again when they do not fit
 * @param conversationId where the prompt comes from
 * @param sessionId where the prompt comes from
 * @param prompt the session's first lines, in which both people have spoken
 * @param text the lines behind it, whole ones only
 * @param headersSampled headers that the model proposed; 0 unless guided
 * @param headersRefused of these: unreadable, of nobody known, back in time, after a pause that
 *     ends a session, or of somebody who has just spoken for long
 * @param turnsForced turns that a rule gave, since no header fitted
 * @param seed of the random numbers; 0 for people
 */
public record ContinuedTranscript(
    String transcriptId,
    String source,
    String conversationId,
    String sessionId,
    String prompt,
    String text,
    int headersSampled,
    int headersRefused,
    int turnsForced,
    long seed) {
  public static final String PEOPLE = "people";
  public static final String FREE = "free";
  public static final String GUIDED = "guided";

  public static final String TRANSCRIPT_ID = "transcript_id";
  public static final String SOURCE = "source";
  public static final String PROMPT = "prompt";
  public static final String TEXT = "text";
  public static final String HEADERS_SAMPLED = "headers_sampled";
  public static final String HEADERS_REFUSED = "headers_refused";
  public static final String TURNS_FORCED = "turns_forced";

  public static final StructType SCHEMA =
      new StructType()
          .add(TRANSCRIPT_ID, DataTypes.StringType, false)
          .add(SOURCE, DataTypes.StringType, false)
          .add("conversation_id", DataTypes.StringType, false)
          .add("session_id", DataTypes.StringType, false)
          .add(PROMPT, DataTypes.StringType, false)
          .add(TEXT, DataTypes.StringType, false)
          .add(HEADERS_SAMPLED, DataTypes.IntegerType, false)
          .add(HEADERS_REFUSED, DataTypes.IntegerType, false)
          .add(TURNS_FORCED, DataTypes.IntegerType, false)
          .add("seed", DataTypes.LongType, false)
          .add("synthetic", DataTypes.BooleanType, false);

  public static final Table TABLE = new Table("transcripts", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  Row toRow() {
    return RowFactory.create(
        transcriptId,
        source,
        conversationId,
        sessionId,
        prompt,
        text,
        headersSampled,
        headersRefused,
        turnsForced,
        seed,
        !source.equals(PEOPLE));
  }
}
