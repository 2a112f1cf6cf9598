package org.idiolect.generate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.GpuTasks;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * Lets held-out sessions of two people go on, to be measured beside how they really went on (the
 * paper's section 5.1.2).
 *
 * <p><b>Input</b>: {@code messages}, {@code windows}, {@code adapters}. <b>Output</b>: {@link
 * ContinuedTranscript}. <b>Rows</b>: three for each chosen session: people, free, guided.
 * <b>Cost</b>: a shuffle by session; then generation, one message after the other.
 */
public final class TranscriptStep {
  /** Messages of a session that can be continued, at least: half of them are the prompt. */
  static final int LEAST_MESSAGES = 8;

  /** Sessions that go on side by side, on average. */
  private static final int BATCH_SESSIONS = 16;

  static final String BATCH = "batch";
  static final String MESSAGES = "messages";
  static final String ADAPTERS = "adapters";
  private static final String PEOPLE = "people";

  private TranscriptStep() {}

  /** Continues the chosen sessions in {@code tasks} tasks. */
  public static Dataset<Row> goOn(
      Dataset<Row> messages,
      Dataset<Row> windows,
      Dataset<Row> adapters,
      GenerationTask task,
      TranscriptConfig config,
      int tasks) {
    Dataset<Row> chosen = sessions(messages, windows, config);
    Dataset<Row> transcripts =
        withAdapters(chosen, adapters)
            .repartition(tasks, col(BATCH))
            .mapPartitions(new ContinueSessions(task, config), ContinuedTranscript.ENCODER);
    return GpuTasks.place(transcripts, task.compute());
  }

  /** conversation_id, session_id, people, messages in order. */
  private static Dataset<Row> sessions(
      Dataset<Row> messages, Dataset<Row> windows, TranscriptConfig config) {
    String[] session = {TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID};
    Dataset<Row> heldOut =
        windows
            .filter(col(TokenWindow.SPLIT).equalTo("test"))
            .select(session[0], session[1])
            .distinct();
    Column people = array_distinct(col(MESSAGES + "." + Message.AUTHOR_ID));
    return messages
        .filter(col(Message.KIND).equalTo(Message.KIND_TEXT))
        .join(heldOut, session)
        .groupBy(session[0], session[1])
        .agg(
            sort_array(
                    collect_list(
                        struct(
                            col(Message.SENT_AT),
                            col(Message.MESSAGE_INDEX),
                            col(Message.MESSAGE_ID),
                            col(Message.AUTHOR_ID),
                            col(Message.TEXT))))
                .as(MESSAGES))
        .withColumn(PEOPLE, people)
        .filter(size(col(PEOPLE)).equalTo(2))
        .filter(size(array_except(col(PEOPLE), array(lit(Author.UNKNOWN)))).equalTo(2))
        .filter(size(col(MESSAGES)).geq(LEAST_MESSAGES))
        .orderBy(xxhash64(lit(config.seed()), col(session[1])), col(session[1]))
        .limit(config.conversations())
        .withColumn(BATCH, batch(config));
  }

  /**
   * Who shares a batch follows from the session alone, so that tasks change not even a rounding.
   */
  private static Column batch(TranscriptConfig config) {
    int batches = Math.max(1, config.conversations() / BATCH_SESSIONS);
    return pmod(xxhash64(lit(config.seed() + 1), col(TokenWindow.SESSION_ID)), lit((long) batches));
  }

  private static Dataset<Row> withAdapters(Dataset<Row> sessions, Dataset<Row> adapters) {
    Dataset<Row> ofPeople =
        sessions
            .select(col(TokenWindow.SESSION_ID), explode(col(PEOPLE)).as("author_id"))
            .join(adapters.filter(col("status").equalTo(AdapterRow.TRAINED)), "author_id")
            .groupBy(TokenWindow.SESSION_ID)
            .agg(
                collect_list(
                        struct("author_id", "rank", "alpha", "targets", "base_sha256", "tensors"))
                    .as(ADAPTERS));
    return sessions
        .join(ofPeople, new String[] {TokenWindow.SESSION_ID}, "left_outer")
        .drop(PEOPLE);
  }
}
