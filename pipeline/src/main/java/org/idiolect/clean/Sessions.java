package org.idiolect.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.PseudonymKey;

/**
 * Puts the messages of a conversation in order and cuts it into sessions at silences over the gap.
 *
 * <p>Order: time, then source and place in it, since many exports only have minutes. A session is
 * named after its first message.
 *
 * <p>Time is divided into stretches as long as the gap. No silence inside of a stretch is over it,
 * so how many messages each stretch holds, and when the first and the last of them were sent, tells
 * where sessions begin and which number a stretch's first message has. Only inside of a stretch are
 * messages sorted: the largest chat is work for any number of tasks.
 *
 * <p><b>Cost</b>: two passes over a few columns for the stretches, one shuffle of the messages.
 */
public final class Sessions {
  private static final String STRETCH = "stretch";
  private static final String HELD = "held_messages";
  private static final String FROM = "from_micros";
  private static final String TO = "to_micros";
  private static final String OPENED = "session_opened_micros";
  private static final String EARLIER = "earlier_messages";
  private static final String FIRST = "first_message";

  private Sessions() {}

  /**
   * Adds message_index and session_id.
   *
   * @param messages message_id, conversation_id, sent_at, source_id and position (its place in the
   *     source, a long)
   * @param key names the sessions
   */
  public static Dataset<Row> assign(Dataset<Row> messages, CleanConfig config, PseudonymKey key) {
    Column micros = unix_micros(col(Message.SENT_AT));
    Column stretch = micros.minus(pmod(micros, lit(config.sessionGapMicros())));
    Dataset<Row> placed = messages.withColumn(STRETCH, stretch);
    Dataset<Row> stretches = SmallTable.broadcast(stretches(placed, config.sessionGapMicros()));
    String[] session = {Message.CONVERSATION_ID, OPENED};
    Dataset<Row> lookup =
        stretches
            .join(named(placed, stretches, key), session)
            .select(Message.CONVERSATION_ID, STRETCH, EARLIER, Message.SESSION_ID);
    WindowSpec inOrder =
        Window.partitionBy(STRETCH, Message.CONVERSATION_ID)
            .orderBy(Message.SENT_AT, Message.SOURCE_ID, ExportEvent.POSITION, Message.MESSAGE_ID);
    return placed
        .join(SmallTable.broadcast(lookup), new String[] {Message.CONVERSATION_ID, STRETCH})
        .withColumn(
            Message.MESSAGE_INDEX,
            col(EARLIER).plus(row_number().over(inOrder)).minus(1).cast(DataTypes.IntegerType))
        .drop(STRETCH, EARLIER);
  }

  /** The stretches that hold messages, with the session that their first one belongs to. */
  private static Dataset<Row> stretches(Dataset<Row> placed, long gapMicros) {
    Column micros = unix_micros(col(Message.SENT_AT));
    WindowSpec inTime = Window.partitionBy(Message.CONVERSATION_ID).orderBy(STRETCH);
    Column before = lag(TO, 1).over(inTime);
    Column opens = before.isNull().or(col(FROM).minus(before).gt(gapMicros));
    return placed
        .groupBy(Message.CONVERSATION_ID, STRETCH)
        .agg(count(lit(1)).as(HELD), min(micros).as(FROM), max(micros).as(TO))
        .withColumn(OPENED, when(opens, col(FROM)))
        .withColumn(
            OPENED,
            last(col(OPENED), true)
                .over(inTime.rowsBetween(Window.unboundedPreceding(), Window.currentRow())))
        .withColumn(
            EARLIER,
            coalesce(sum(HELD).over(inTime.rowsBetween(Window.unboundedPreceding(), -1)), lit(0L)))
        .select(Message.CONVERSATION_ID, STRETCH, FROM, OPENED, EARLIER);
  }

  /** The sessions with their ids: of the messages that opened one, the first in order names it. */
  private static Dataset<Row> named(Dataset<Row> placed, Dataset<Row> stretches, PseudonymKey key) {
    var id = udf(new HashId(IdKind.SESSION, key), DataTypes.StringType);
    Dataset<Row> openings =
        stretches
            .filter(col(FROM).equalTo(col(OPENED)))
            .select(Message.CONVERSATION_ID, STRETCH, OPENED);
    Column order = struct(Message.SOURCE_ID, ExportEvent.POSITION, Message.MESSAGE_ID);
    return placed
        .join(openings, new String[] {Message.CONVERSATION_ID, STRETCH})
        .filter(unix_micros(col(Message.SENT_AT)).equalTo(col(OPENED)))
        .groupBy(Message.CONVERSATION_ID, OPENED)
        .agg(min(order).getField(Message.MESSAGE_ID).as(FIRST))
        .select(
            col(Message.CONVERSATION_ID),
            col(OPENED),
            id.apply(col(Message.CONVERSATION_ID), col(FIRST)).as(Message.SESSION_ID));
  }
}
