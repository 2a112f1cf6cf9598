package org.idiolect.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
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
 */
final class Sessions {
  private static final String OPENS = "opens_session";
  private static final String SESSION = "session";
  private static final String FIRST_MESSAGE = "first_message";

  private Sessions() {}

  static Dataset<Row> assign(Dataset<Row> messages, CleanConfig config, PseudonymKey key) {
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
    Column opens = when(silence.gt(config.sessionGapMicros()), lit(1)).otherwise(lit(0));
    WindowSpec session =
        Window.partitionBy(conversation, col(SESSION)).orderBy(col(Message.MESSAGE_INDEX));
    var sessionId = udf(new HashId(IdKind.SESSION, key), DataTypes.StringType);
    return messages
        .repartition(conversation)
        .withColumn(Message.MESSAGE_INDEX, row_number().over(inOrder).minus(1))
        .withColumn(OPENS, opens)
        .withColumn(SESSION, sum(col(OPENS)).over(inOrder))
        .withColumn(FIRST_MESSAGE, first(col(Message.MESSAGE_ID)).over(session))
        .withColumn(Message.SESSION_ID, sessionId.apply(conversation, col(FIRST_MESSAGE)));
  }
}
