package org.idiolect.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
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
 *
 * <p><b>Cost</b>: a shuffle of one hash for each message. Those whose identity occurs once, nearly
 * all, stay where they are; the others are shuffled and ordered.
 */
final class Duplicates {
  static final String IS_DUPLICATE = "is_duplicate";
  private static final String COPY = "copy";
  private static final String RANK = "rank";
  private static final String HASH = "identity_hash";

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
    return kept(messages, key, SmallTable.MOST_ROWS);
  }

  /**
   * @param mostRepeated so many repeated identities may be told apart from the others, which then
   *     need neither a shuffle nor an order; with more of them all messages take the long way
   */
  static Dataset<Row> kept(Dataset<Row> messages, PseudonymKey key, int mostRepeated) {
    Dataset<Row> repeated = repeated(messages);
    List<Row> few = repeated.limit(mostRepeated + 1).collectAsList();
    if (few.size() > mostRepeated) {
      return ranked(messages, key);
    }
    Column id = col(ExportEvent.IDENTITY);
    if (few.isEmpty()) {
      return messages.withColumn(Message.MESSAGE_ID, id);
    }
    Dataset<Row> hashes = SmallTable.broadcast(repeated, few);
    Dataset<Row> hashed = messages.withColumn(HASH, hash());
    Dataset<Row> single =
        hashed
            .join(hashes, new String[] {HASH}, "left_anti")
            .drop(HASH)
            .withColumn(Message.MESSAGE_ID, id);
    Dataset<Row> others = hashed.join(hashes, new String[] {HASH}, "left_semi").drop(HASH);
    return single.unionByName(ranked(others, key).drop(COPY, RANK, IS_DUPLICATE));
  }

  /** The hashes of identities that several messages have, or that two happen to share. */
  private static Dataset<Row> repeated(Dataset<Row> messages) {
    return messages
        .select(hash().as(HASH))
        .groupBy(HASH)
        .agg(count(lit(1)).as(RANK))
        .filter(col(RANK).gt(1))
        .select(HASH);
  }

  private static Column hash() {
    return xxhash64(col(ExportEvent.IDENTITY));
  }

  private static Dataset<Row> ranked(Dataset<Row> messages, PseudonymKey key) {
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
