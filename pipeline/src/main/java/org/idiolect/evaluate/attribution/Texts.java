package org.idiolect.evaluate.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.idiolect.clean.Message;
import org.idiolect.generate.Sample;
import org.idiolect.window.TokenWindow;

/**
 * Texts to be judged: runs of 1, 10, 20... messages of one person, in order of time, each message
 * in one text of each length; what is left at the end of a person's messages is left out.
 */
final class Texts {
  static final String SOURCE = "source";
  static final String MESSAGES = "messages";
  static final String TEXT_ID = "text_id";
  static final String AUTHOR_ID = "author_id";

  /** The messages, in order. */
  static final String TEXTS = "texts";

  private static final String PLACE = "place";
  private static final String GROUP = "group";
  private static final String RANK = "rank_in_author";

  private Texts() {}

  /** Messages of a split, as source {@code train}, {@code validation} or {@code test}. */
  static Dataset<Row> human(Dataset<Row> messages, Dataset<Row> windows, List<String> splits) {
    Dataset<Row> sessions =
        windows
            .select(TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID, TokenWindow.SPLIT)
            .filter(col(TokenWindow.SPLIT).isInCollection(splits))
            .distinct();
    return messages
        .filter(col(Message.KIND).equalTo(Message.KIND_TEXT))
        .join(sessions, new String[] {TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID})
        .select(
            col(TokenWindow.SPLIT).as(SOURCE),
            col(AUTHOR_ID),
            struct(col(Message.SENT_AT), col(Message.MESSAGE_ID)).as(PLACE),
            col(Message.TEXT));
  }

  /** Imitations, as source {@code author}, {@code shared} or {@code base}. */
  static Dataset<Row> generated(Dataset<Row> samples) {
    return samples.select(
        col(Sample.MODEL).as(SOURCE),
        col(AUTHOR_ID),
        struct(col("sample_id")).as(PLACE),
        col(Message.TEXT));
  }

  /** Groups the messages of each source and author. */
  static Dataset<Row> group(Dataset<Row> messages, JudgeConfig config) {
    Column[] owner = {col(SOURCE), col(AUTHOR_ID)};
    Dataset<Row> numbered =
        messages
            .withColumn(RANK, row_number().over(Window.partitionBy(owner).orderBy(col(PLACE))))
            .withColumn(
                MESSAGES,
                explode(array(config.messages().stream().map(n -> lit(n)).toArray(Column[]::new))))
            .withColumn(GROUP, floor(col(RANK).minus(1).divide(col(MESSAGES))));
    Dataset<Row> texts =
        numbered
            .groupBy(col(SOURCE), col(AUTHOR_ID), col(MESSAGES), col(GROUP))
            .agg(
                sort_array(collect_list(struct(col(RANK), col(Message.TEXT)))).as(TEXTS),
                count(lit(1)).as("size"))
            .filter(col("size").equalTo(col(MESSAGES)))
            .withColumn(
                TEXT_ID,
                sha2(concat_ws("/", col(SOURCE), col(AUTHOR_ID), col(MESSAGES), col(GROUP)), 256))
            .withColumn(TEXTS, transform(col(TEXTS), text -> text.getField(Message.TEXT)));
    // By hash, which is a fair and repeatable draw.
    Column[] kind = {col(SOURCE), col(AUTHOR_ID), col(MESSAGES)};
    return texts
        .withColumn(RANK, row_number().over(Window.partitionBy(kind).orderBy(TEXT_ID)))
        .filter(col(RANK).leq(config.textsPerPerson()))
        .select(SOURCE, MESSAGES, TEXT_ID, AUTHOR_ID, TEXTS);
  }
}
