package org.idiolect.clean;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.second;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.PseudonymKey;

/**
 * Finds exports of one chat that begin at different points, also from both phones, and gives them
 * one conversation id.
 *
 * <p>Formats without native conversations name a chat after its first message. Two such chats of a
 * platform are one when, in the time that both cover, they hold the same messages: equal author,
 * minute and text, at least {@value #LEAST_SHARED} of them (or all that there are) and at least
 * half of what either has there, written by the same people. What overlaps only with a third export
 * belongs together through it. In a group where one export knows only minutes, as Android's do,
 * equal messages are compared by the minute; how often one occurs is still counted.
 *
 * <p><b>Cost</b>: one pass over one column where no chat is without an id, or only one is; else a
 * shuffle of hashes, and a small map through the driver.
 */
final class SameChats {
  static final int LEAST_SHARED = 3;

  /** More chats than this hold a text like a greeting to everybody: it tells nothing. */
  private static final int MOST_CHATS = 20;

  private static final String PRINT = "print";
  private static final String MINUTE = "minute";
  private static final String A = "chat_a";
  private static final String B = "chat_b";
  private static final String FROM = "from_minute";
  private static final String TO = "to_minute";
  private static final String ROOT = "merged_conversation_id";
  private static final String MINUTES_ONLY = "minutes_only";
  private static final String SEPARATOR = "\u001f";

  private SameChats() {}

  /** The messages with one conversation id for each chat, and identities that fit it. */
  static Dataset<Row> merged(Dataset<Row> messages, PseudonymKey key) {
    Dataset<Row> unnamed = messages.filter(col(ExportEvent.HAS_NATIVE_CONVERSATION).equalTo(false));
    if (unnamed.select(ExportEvent.CONVERSATION_ID).distinct().limit(2).count() < 2) {
      return messages;
    }
    Dataset<Row> prints = prints(unnamed);
    Map<String, String> roots = roots(samePairs(prints));
    return roots.isEmpty() ? messages : renamed(messages, roots, key);
  }

  private static Dataset<Row> prints(Dataset<Row> unnamed) {
    Column minute = date_trunc("minute", col(ExportEvent.SENT_AT));
    return unnamed
        .filter(col(ExportEvent.KIND).equalTo(Message.KIND_TEXT))
        .select(
            col(ExportEvent.CONVERSATION_ID),
            col(ExportEvent.AUTHOR_ID),
            minute.as(MINUTE),
            xxhash64(
                    col(ExportEvent.PLATFORM),
                    col(ExportEvent.AUTHOR_ID),
                    minute,
                    col(ExportEvent.TEXT))
                .as(PRINT))
        .distinct();
  }

  /** Pairs of chats, one row each, that pass all conditions. */
  private static Dataset<Row> samePairs(Dataset<Row> prints) {
    Column chat = col(ExportEvent.CONVERSATION_ID);
    Dataset<Row> rare =
        prints
            .groupBy(PRINT)
            .agg(countDistinct(chat).as("chats"))
            .filter(col("chats").between(2, MOST_CHATS));
    Dataset<Row> shared = prints.join(rare, PRINT).select(col(PRINT), chat);
    Dataset<Row> pairs =
        shared
            .withColumnRenamed(ExportEvent.CONVERSATION_ID, A)
            .join(shared.withColumnRenamed(ExportEvent.CONVERSATION_ID, B), PRINT)
            .filter(col(A).lt(col(B)))
            .groupBy(A, B)
            .agg(count(lit(1)).as("shared"));
    Dataset<Row> spans = prints.groupBy(chat).agg(min(MINUTE).as(FROM), max(MINUTE).as(TO));
    Dataset<Row> common =
        pairs
            .join(renamed(spans, A, "a"), A)
            .join(renamed(spans, B, "b"), B)
            .select(
                col(A),
                col(B),
                col("shared"),
                greatest(col("a" + FROM), col("b" + FROM)).as(FROM),
                least(col("a" + TO), col("b" + TO)).as(TO));
    return common
        .join(inCommon(prints, common, A), new String[] {A, B})
        .join(inCommon(prints, common, B), new String[] {A, B})
        .filter(
            col("shared")
                .geq(least(lit(LEAST_SHARED), least(col("count" + A), col("count" + B))))
                .and(col("shared").multiply(2).geq(greatest(col("count" + A), col("count" + B))))
                .and(col("people" + A).equalTo(col("people" + B))))
        .select(A, B);
  }

  private static Dataset<Row> renamed(Dataset<Row> spans, String chat, String prefix) {
    return spans
        .withColumnRenamed(ExportEvent.CONVERSATION_ID, chat)
        .withColumnRenamed(FROM, prefix + FROM)
        .withColumnRenamed(TO, prefix + TO);
  }

  /** What one side of each pair holds in the time that both cover. */
  private static Dataset<Row> inCommon(Dataset<Row> prints, Dataset<Row> common, String side) {
    return prints
        .withColumnRenamed(ExportEvent.CONVERSATION_ID, side)
        .join(broadcast(common), side)
        .filter(col(MINUTE).between(col(FROM), col(TO)))
        .groupBy(A, B)
        .agg(
            count(lit(1)).as("count" + side),
            sort_array(collect_set(col(ExportEvent.AUTHOR_ID))).as("people" + side));
  }

  /**
   * The smallest id of each group of connected chats, by chat; on the driver, since there are no
   * more pairs than exports that people kept twice.
   */
  private static Map<String, String> roots(Dataset<Row> pairs) {
    Map<String, String> parents = new HashMap<>();
    for (Row pair : pairs.collectAsList()) {
      String a = root(parents, pair.getString(0));
      String b = root(parents, pair.getString(1));
      parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
      parents.putIfAbsent(a.compareTo(b) < 0 ? a : b, a.compareTo(b) < 0 ? a : b);
    }
    parents.replaceAll((chat, parent) -> root(parents, chat));
    return parents;
  }

  private static String root(Map<String, String> parents, String chat) {
    String root = chat;
    while (parents.containsKey(root) && !parents.get(root).equals(root)) {
      root = parents.get(root);
    }
    return root;
  }

  private static Dataset<Row> renamed(
      Dataset<Row> messages, Map<String, String> roots, PseudonymKey key) {
    StructType schema =
        new StructType()
            .add(ExportEvent.CONVERSATION_ID, DataTypes.StringType, false)
            .add(ROOT, DataTypes.StringType, false);
    List<Row> rows = new ArrayList<>();
    roots.forEach((chat, root) -> rows.add(RowFactory.create(chat, root)));
    Dataset<Row> map = messages.sparkSession().createDataset(rows, Encoders.row(schema));
    Dataset<Row> joined =
        messages.join(broadcast(map), new String[] {ExportEvent.CONVERSATION_ID}, "left");
    Dataset<Row> minutesOnly =
        joined
            .filter(col(ROOT).isNotNull())
            .groupBy(col(ROOT), col(ExportEvent.SOURCE_ID))
            .agg(max(second(col(ExportEvent.SENT_AT))).equalTo(0).as(MINUTES_ONLY))
            .groupBy(ROOT)
            .agg(max(MINUTES_ONLY).as(MINUTES_ONLY));
    var id = udf(new HashId(IdKind.MESSAGE, key), DataTypes.StringType);
    Column time =
        when(col(MINUTES_ONLY), date_trunc("minute", col(ExportEvent.SENT_AT)))
            .otherwise(col(ExportEvent.SENT_AT));
    Column identity =
        id.apply(
            col(ROOT),
            concat_ws(
                SEPARATOR,
                col(ExportEvent.AUTHOR_ID),
                time.cast(DataTypes.StringType),
                col(ExportEvent.KIND),
                col(ExportEvent.TEXT)));
    Column merged = col(ROOT).isNotNull();
    return joined
        .join(broadcast(minutesOnly), new String[] {ROOT}, "left")
        .withColumn(
            ExportEvent.IDENTITY,
            when(merged.and(col(ExportEvent.HAS_NATIVE_ID).equalTo(false)), identity)
                .otherwise(col(ExportEvent.IDENTITY)))
        .withColumn(
            ExportEvent.CONVERSATION_ID, coalesce(col(ROOT), col(ExportEvent.CONVERSATION_ID)))
        .drop(ROOT, MINUTES_ONLY);
  }
}
