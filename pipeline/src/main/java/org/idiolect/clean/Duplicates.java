package org.idiolect.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.PseudonymKey;

/**
 * Finds messages that several exports hold.
 *
 * <p>A message with a native id is kept once, as its latest edit has it. Without one, equal
 * messages (conversation, author, time, kind, text) of one file are counted, and each is kept as
 * often as the file holds it that holds it most often: "ok" sent twice in a minute is two messages,
 * and reading the same export twice adds none. Which copy stays depends on ids alone, never on the
 * order of the files.
 */
final class Duplicates {
  static final String IS_DUPLICATE = "is_duplicate";
  private static final String COPY = "copy";
  private static final String RANK = "rank";

  private Duplicates() {}

  /** The messages with a column that is true for all but one of those that are the same. */
  static Dataset<Row> marked(Dataset<Row> messages) {
    Column identity = col(ExportEvent.IDENTITY);
    Column source = col(ExportEvent.SOURCE_ID);
    Column position = col(ExportEvent.POSITION);
    Column copyInSource = row_number().over(Window.partitionBy(identity, source).orderBy(position));
    Column rank =
        row_number()
            .over(
                Window.partitionBy(identity, col(COPY))
                    .orderBy(
                        col(ExportEvent.EDITED_AT).desc_nulls_last(),
                        col(ExportEvent.SENT_AT).desc(), // Of two phones, the one with seconds.
                        source,
                        position));
    return messages
        .repartition(identity)
        .withColumn(COPY, when(col(ExportEvent.HAS_NATIVE_ID), lit(1)).otherwise(copyInSource))
        .withColumn(RANK, rank)
        .withColumn(IS_DUPLICATE, col(RANK).gt(1));
  }

  /** One of each message, with its {@code message_id}. */
  static Dataset<Row> kept(Dataset<Row> messages, PseudonymKey key) {
    var copyId = udf(new HashId(IdKind.MESSAGE, key), DataTypes.StringType);
    return marked(messages)
        .filter(col(IS_DUPLICATE).equalTo(false))
        .withColumn(
            Message.MESSAGE_ID,
            when(col(COPY).equalTo(1), col(ExportEvent.IDENTITY))
                .otherwise(
                    copyId.apply(col(ExportEvent.IDENTITY), col(COPY).cast(DataTypes.StringType))));
  }
}
