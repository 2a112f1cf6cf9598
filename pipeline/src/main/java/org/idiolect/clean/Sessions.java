package org.idiolect.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.row_number;
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
 */
public final class Sessions {
  private static final String SILENCE = "silence";
  private static final String OPENED = "opened_session_id";

  private Sessions() {}

  /**
   * Adds message_index and session_id.
   *
   * @param messages message_id, conversation_id, sent_at, source_id and position (its place in the
   *     source, a long)
   * @param key names the sessions
   */
  public static Dataset<Row> assign(Dataset<Row> messages, CleanConfig config, PseudonymKey key) {
    Column conversation = col(Message.CONVERSATION_ID);
    WindowSpec inOrder =
        Window.partitionBy(conversation)
            .orderBy(
                col(Message.SENT_AT),
                col(Message.SOURCE_ID),
                col(ExportEvent.POSITION),
                col(Message.MESSAGE_ID));
    Column micros = unix_micros(col(Message.SENT_AT));
    Column silence = micros.minus(lag(micros, 1).over(inOrder));
    Column opens =
        col(Message.MESSAGE_INDEX).equalTo(0).or(col(SILENCE).gt(config.sessionGapMicros()));
    // One order for all: the session of a message is named by the last one that opened any.
    WindowSpec upToHere = inOrder.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    var id = udf(new HashId(IdKind.SESSION, key), DataTypes.StringType);
    Column named = when(opens, id.apply(conversation, col(Message.MESSAGE_ID)));
    // Hashed where a session opens, not for each of its messages.
    Column session = last(col(OPENED), true).over(upToHere);
    return messages
        .repartition(conversation)
        .withColumn(Message.MESSAGE_INDEX, row_number().over(inOrder).minus(1))
        .withColumn(SILENCE, silence)
        .withColumn(OPENED, named)
        .withColumn(Message.SESSION_ID, session);
  }
}
